<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Chat</name>
    <message>
        <source>Emoji</source>
        <translation>表情</translation>
    </message>
    <message>
        <source>Emoji (Ctrl+E)</source>
        <translation>表情 (Ctrl+E)</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>{count} of {limit} characters. Please send it in several messages.</source>
        <translation>{count} / {limit} 字，请分几条发送。</translation>
    </message>
    <message>
        <source>{count} of {limit} characters</source>
        <translation>{count} / {limit} 字</translation>
    </message>
    <message>
        <source>Enter sends, Shift+Enter makes a new line</source>
        <translation>Enter 发送，Shift+Enter 换行</translation>
    </message>
    <message>
        <source>Ctrl+Enter sends, Enter makes a new line</source>
        <translation>Ctrl+Enter 发送，Enter 换行</translation>
    </message>
    <message>
        <source>Search emoji</source>
        <translation>搜索表情</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>最近使用</translation>
    </message>
    <message>
        <source>Faces</source>
        <translation>表情</translation>
    </message>
    <message>
        <source>Gestures and people</source>
        <translation>手势与人物</translation>
    </message>
    <message>
        <source>Nature</source>
        <translation>自然</translation>
    </message>
    <message>
        <source>Tea and food</source>
        <translation>茶饮食品</translation>
    </message>
    <message>
        <source>Goods and office</source>
        <translation>货物与办公</translation>
    </message>
    <message>
        <source>Transport and places</source>
        <translation>运输与地点</translation>
    </message>
    <message>
        <source>Symbols</source>
        <translation>符号</translation>
    </message>
    <message>
        <source>No emoji of that name</source>
        <translation>没有这个名称的表情</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Send ({key})</source>
        <translation>发送 ({key})</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Go to the newest message</source>
        <translation>回到最新消息</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>重新发送</translation>
    </message>
    <message>
        <source>Auto-reply</source>
        <translation>自动回复</translation>
    </message>
    <message>
        <source>Sent to many</source>
        <translation>群发</translation>
    </message>
    <message>
        <source>Scheduled</source>
        <translation>定时发送</translation>
    </message>
    <message>
        <source>Assistant</source>
        <translation>智能助手</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>全选</translation>
    </message>
    <message>
        <source>Copy message</source>
        <translation>复制消息</translation>
    </message>
    <message>
        <source>Open link</source>
        <translation>打开链接</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>复制链接</translation>
    </message>
    <message>
        <source>Copy selection</source>
        <translation>复制所选内容</translation>
    </message>
    <message>
        <source>{count} people are typing…</source>
        <translation>{count} 人正在输入…</translation>
    </message>
    <message>
        <source>Today · {date}</source>
        <translation>今天 · {date}</translation>
    </message>
    <message>
        <source>Yesterday · {date}</source>
        <translation>昨天 · {date}</translation>
    </message>
    <message>
        <source>{weekday} · {date}</source>
        <translation>{weekday} · {date}</translation>
    </message>
    <message>
        <source>1 unread message</source>
        <translation>1 条未读</translation>
    </message>
    <message>
        <source>{count} unread messages</source>
        <translation>{count} 条未读</translation>
    </message>
    <message>
        <source>1 new message</source>
        <translation>1 条新消息</translation>
    </message>
    <message>
        <source>{count} new messages</source>
        <translation>{count} 条新消息</translation>
    </message>
    <message>
        <source>typing…</source>
        <translation>正在输入…</translation>
    </message>
    <message>
        <source>{name} is typing…</source>
        <translation>{name} 正在输入…</translation>
    </message>
    <message>
        <source>{first} and {second} are typing…</source>
        <translation>{first}、{second} 正在输入…</translation>
    </message>
    <message>
        <source>d MMMM</source>
        <translation>M月d日</translation>
    </message>
    <message>
        <source>d MMMM yyyy</source>
        <translation>yyyy年M月d日</translation>
    </message>
    <message>
        <source>Read by all</source>
        <translation>全部已读</translation>
    </message>
    <message>
        <source>Read by {count}</source>
        <translation>{count} 人已读</translation>
    </message>
    <message>
        <source>Waiting to be sent</source>
        <translation>等待发送</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>已发送</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>已送达</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>已读</translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation>未发出</translation>
    </message>
    <message>
        <source>{who} invited you</source>
        <translation>{who} 邀请您加入</translation>
    </message>
    <message>
        <source>Your invitation was withdrawn</source>
        <translation>对您的邀请已撤回</translation>
    </message>
    <message>
        <source>You joined</source>
        <translation>您已加入</translation>
    </message>
    <message>
        <source>You left</source>
        <translation>您已退出</translation>
    </message>
    <message>
        <source>You were removed by {who}</source>
        <translation>{who} 将您移出</translation>
    </message>
    <message>
        <source>{who} made you a member</source>
        <translation>{who} 将您设为普通成员</translation>
    </message>
    <message>
        <source>You started the conversation</source>
        <translation>您发起了对话</translation>
    </message>
    <message>
        <source>You invited {whom}</source>
        <translation>您邀请了 {whom}</translation>
    </message>
    <message>
        <source>The invitation of {whom} ended</source>
        <translation>对 {whom} 的邀请已结束</translation>
    </message>
    <message>
        <source>You removed {whom}</source>
        <translation>您将 {whom} 移出</translation>
    </message>
    <message>
        <source>You made {whom} a member</source>
        <translation>您将 {whom} 设为普通成员</translation>
    </message>
    <message>
        <source>You renamed the room to “{title}”</source>
        <translation>您将洽谈室改名为“{title}”</translation>
    </message>
    <message>
        <source>{who} started the conversation</source>
        <translation>{who} 发起了对话</translation>
    </message>
    <message>
        <source>{who} invited {whom}</source>
        <translation>{who} 邀请了 {whom}</translation>
    </message>
    <message>
        <source>{who} joined</source>
        <translation>{who} 加入了</translation>
    </message>
    <message>
        <source>{who} left</source>
        <translation>{who} 退出了</translation>
    </message>
    <message>
        <source>{who} removed {whom}</source>
        <translation>{who} 将 {whom} 移出</translation>
    </message>
    <message>
        <source>{who} made {whom} a member</source>
        <translation>{who} 将 {whom} 设为普通成员</translation>
    </message>
    <message>
        <source>{who} renamed the room to “{title}”</source>
        <translation>{who} 将洽谈室改名为“{title}”</translation>
    </message>
    <message>
        <source>You can't write here any more.</source>
        <translation>您已不能在这里发消息。</translation>
    </message>
    <message>
        <source>This person doesn't receive messages from you.</source>
        <translation>对方不接收您的消息。</translation>
    </message>
    <message>
        <source>This message is too long.</source>
        <translation>这条消息太长。</translation>
    </message>
    <message>
        <source>{who} made you an owner</source>
        <translation>{who} 将您设为群主</translation>
    </message>
    <message>
        <source>You created the room “{title}”</source>
        <translation>您创建了洽谈室“{title}”</translation>
    </message>
    <message>
        <source>You made {whom} an owner</source>
        <translation>您将 {whom} 设为群主</translation>
    </message>
    <message>
        <source>{who} created the room “{title}”</source>
        <translation>{who} 创建了洽谈室“{title}”</translation>
    </message>
    <message>
        <source>{who} made {whom} an owner</source>
        <translation>{who} 将 {whom} 设为群主</translation>
    </message>
    <message>
        <source>The shop's server didn't take it.</source>
        <translation>店铺服务器没有接收。</translation>
    </message>
</context>
</TS>
