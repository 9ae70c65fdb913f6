<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Broadcasts</name>
    <message>
        <source>opted out</source>
        <translation>已退订</translation>
    </message>
    <message>
        <source>had one today</source>
        <translation>今天已收到过</translation>
    </message>
    <message>
        <source>blocked by you</source>
        <translation>已被您拉黑</translation>
    </message>
    <message>
        <source>takes no messages from you</source>
        <translation>对方不接收您的消息</translation>
    </message>
    <message>
        <source>account closed</source>
        <translation>账号已停用</translation>
    </message>
    <message>
        <source>a colleague</source>
        <translation>同事</translation>
    </message>
    <message>
        <source>not here any more</source>
        <translation>已不在店铺</translation>
    </message>
    <message>
        <source>a variable was empty</source>
        <translation>变量为空</translation>
    </message>
    <message>
        <source>cancelled before</source>
        <translation>发送前已取消</translation>
    </message>
    <message>
        <source>the server made a mistake</source>
        <translation>服务器出错</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>等待发送</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>已发送</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>已跳过</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Being sent</source>
        <translation>正在发送</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>{sent} of {total} sent</source>
        <translation>已发送 {sent}/{total}</translation>
    </message>
    <message>
        <source>{count} skipped</source>
        <translation>跳过 {count}</translation>
    </message>
    <message>
        <source>{count} failed</source>
        <translation>失败 {count}</translation>
    </message>
    <message>
        <source>Choose at least one person.</source>
        <translation>请至少选择一位客户。</translation>
    </message>
    <message>
        <source>At most 5,000 people get one message. Please send it in several goes.</source>
        <translation>一次最多发给 5000 人，请分批发送。</translation>
    </message>
    <message>
        <source>At most 2,000 characters go into one message to many.</source>
        <translation>群发内容最多 2000 字。</translation>
    </message>
    <message>
        <source>It is over already.</source>
        <translation>这次群发已经结束。</translation>
    </message>
    <message>
        <source>Too many of your messages to many aren't over yet. Cancel some first.</source>
        <translation>未结束的群发太多，请先取消一些。</translation>
    </message>
    <message>
        <source>What do you want to say?</source>
        <translation>想说什么？</translation>
    </message>
    <message>
        <source>For example: {customer}, our spring tea has arrived.</source>
        <translation>例如：{customer}您好，今年的春茶到了。</translation>
    </message>
    <message>
        <source>Language of the last line</source>
        <translation>退订提示的语言</translation>
    </message>
    <message>
        <source>Please write something.</source>
        <translation>请先写内容。</translation>
    </message>
    <message>
        <source>Please fill this in.</source>
        <translation>请填写。</translation>
    </message>
    <message>
        <source>Insert</source>
        <translation>插入</translation>
    </message>
    <message>
        <source>What stands for {variable}?</source>
        <translation>{variable} 填什么？</translation>
    </message>
    <message>
        <source>How {name} will read it</source>
        <translation>{name} 看到的样子</translation>
    </message>
    <message>
        <source>How a customer will read it</source>
        <translation>客户看到的样子</translation>
    </message>
    <message>
        <source>All customers</source>
        <translation>全部客户</translation>
    </message>
    <message>
        <source>Groups and tags</source>
        <translation>分组和标签</translation>
    </message>
    <message>
        <source>Pick people</source>
        <translation>手动选择</translation>
    </message>
    <message>
        <source>Who gets it</source>
        <translation>发给谁</translation>
    </message>
    <message>
        <source>Somebody who left</source>
        <translation>已离开的人</translation>
    </message>
    <message>
        <source>gets it</source>
        <translation>会收到</translation>
    </message>
    <message>
        <source>1 person gets it</source>
        <translation>1 人会收到</translation>
    </message>
    <message>
        <source>{count} people get it</source>
        <translation>{count} 人会收到</translation>
    </message>
    <message>
        <source>{count} don't</source>
        <translation>{count} 人不会收到</translation>
    </message>
    <message>
        <source>No groups or tags yet. Make some in the contact list and on contact cards.</source>
        <translation>还没有分组或标签，可在联系人列表和客户资料卡中添加。</translation>
    </message>
    <message>
        <source>Nobody chosen yet</source>
        <translation>还没有选择</translation>
    </message>
    <message>
        <source>Export results</source>
        <translation>导出结果</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>表格 (*.csv)</translation>
    </message>
    <message>
        <source>Results.csv</source>
        <translation>群发结果.csv</translation>
    </message>
    <message>
        <source>This file can't be written. Please choose another place.</source>
        <translation>无法写入此文件，请换一个位置。</translation>
    </message>
    <message>
        <source>Results of {count} people saved</source>
        <translation>已保存 {count} 人的结果</translation>
    </message>
    <message>
        <source>What became of each</source>
        <translation>每位客户的结果</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Results of “{words}”</source>
        <translation>“{words}”的结果</translation>
    </message>
    <message>
        <source>Say it to many</source>
        <translation>群发消息</translation>
    </message>
    <message>
        <source>New message to many</source>
        <translation>新建群发</translation>
    </message>
    <message>
        <source>Earlier ones</source>
        <translation>历史群发</translation>
    </message>
    <message>
        <source>Next: who gets it</source>
        <translation>下一步：发给谁</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>All messages to many</source>
        <translation>全部群发</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>删除…</translation>
    </message>
    <message>
        <source>Cancel sending…</source>
        <translation>取消发送…</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Said to many</source>
        <translation>群发记录</translation>
    </message>
    <message>
        <source>Who gets it?</source>
        <translation>发给谁？</translation>
    </message>
    <message>
        <source>Send to {count}</source>
        <translation>发送给 {count} 人</translation>
    </message>
    <message>
        <source>Cancel sending?</source>
        <translation>取消发送？</translation>
    </message>
    <message>
        <source>Who has it keeps it; nobody else gets it.</source>
        <translation>已发出的不会撤回，其余客户不再收到。</translation>
    </message>
    <message>
        <source>Cancel sending</source>
        <translation>取消发送</translation>
    </message>
    <message>
        <source>Delete this result?</source>
        <translation>删除这条记录？</translation>
    </message>
    <message>
        <source>The messages stay in the chats.</source>
        <translation>聊天中的消息不会删除。</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Let them get these again…</source>
        <translation>恢复接收群发…</translation>
    </message>
    <message>
        <source>Opted out of messages to many on {day}.</source>
        <translation>已于 {day} 退订群发消息。</translation>
    </message>
    <message>
        <source>A colleague</source>
        <translation>同事</translation>
    </message>
    <message>
        <source>Wants no messages to many: written down by {name} on {day}.</source>
        <translation>不接收群发消息：{name} 于 {day} 登记。</translation>
    </message>
    <message>
        <source>Send them messages to many again?</source>
        <translation>恢复向对方群发？</translation>
    </message>
    <message>
        <source>Why? For example: asked for it on the phone</source>
        <translation>原因，例如：客户来电要求恢复</translation>
    </message>
    <message>
        <source>1 doesn't</source>
        <translation>1 人不会收到</translation>
    </message>
</context>
<context>
    <name>Conversations</name>
    <message>
        <source>Say it to many…</source>
        <translation>群发消息…</translation>
    </message>
</context>
<context>
    <name>Chat</name>
    <message>
        <source>No messages to many</source>
        <translation>不再群发给对方</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Messages to many</source>
        <translation>群发消息</translation>
    </message>
    <message>
        <source>How many one customer gets a day at most, from all of you together.</source>
        <translation>每位客户每天最多收到几条群发，全店合计。</translation>
    </message>
    <message>
        <source>{count} a day</source>
        <translation>每天 {count} 条</translation>
    </message>
</context>
</TS>
