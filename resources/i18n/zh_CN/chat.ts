<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Chat</name>
    <message>
        <source>Card</source>
        <translation>名片</translation>
    </message>
    <message>
        <source>Beside the chat</source>
        <translation>聊天旁的内容</translation>
    </message>
    <message>
        <source>Save as phrase…</source>
        <translation>存为快捷短语…</translation>
    </message>
    <message>
        <source>Quick phrases (/ or Alt+Q)</source>
        <translation>快捷短语（/、、或 Alt+Q）</translation>
    </message>
    <message>
        <source>Quick phrases</source>
        <translation>快捷短语</translation>
    </message>
    <message>
        <source>Leave “{title}”?</source>
        <translation>退出“{title}”？</translation>
    </message>
    <message>
        <source>You get no more messages from it. Somebody inside can invite you again.</source>
        <translation>退出后不再收到消息，里面的人可以重新邀请您。</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Remove {name} from the room?</source>
        <translation>将 {name} 移出洽谈室？</translation>
    </message>
    <message>
        <source>They keep what they have seen, and get nothing new.</source>
        <translation>对方仍保留看过的内容，但不再收到新消息。</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移出</translation>
    </message>
    <message>
        <source>Rename room</source>
        <translation>修改洽谈室名称</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Unpin</source>
        <translation>取消置顶</translation>
    </message>
    <message>
        <source>Pin to the top</source>
        <translation>置顶</translation>
    </message>
    <message>
        <source>Mute notifications</source>
        <translation>消息免打扰</translation>
    </message>
    <message>
        <source>Invite people…</source>
        <translation>邀请成员…</translation>
    </message>
    <message>
        <source>Rename room…</source>
        <translation>修改名称…</translation>
    </message>
    <message>
        <source>Leave room…</source>
        <translation>退出洽谈室…</translation>
    </message>
    <message>
        <source>Remark…</source>
        <translation>备注名…</translation>
    </message>
    <message>
        <source>Unblock</source>
        <translation>取消屏蔽</translation>
    </message>
    <message>
        <source>Block…</source>
        <translation>屏蔽…</translation>
    </message>
    <message>
        <source>{count} members</source>
        <translation>{count} 位成员</translation>
    </message>
    <message>
        <source>{count} members · {online} online</source>
        <translation>{count} 位成员 · {online} 位在线</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>成员</translation>
    </message>
    <message>
        <source>Contact card</source>
        <translation>客户名片</translation>
    </message>
    <message>
        <source>Message {name}</source>
        <translation>发消息给 {name}</translation>
    </message>
    <message>
        <source>Ask about goods, price or delivery</source>
        <translation>问货、问价、问交期，直接说</translation>
    </message>
    <message>
        <source>You are no longer in this room. What was said stays here to read.</source>
        <translation>您已不在这个洽谈室，以前的内容仍可查看。</translation>
    </message>
    <message>
        <source>Join the room to write here.</source>
        <translation>加入后即可发言。</translation>
    </message>
    <message>
        <source>You blocked {name}. Unblock them to write.</source>
        <translation>您已屏蔽 {name}，取消屏蔽后才能发消息。</translation>
    </message>
    <message>
        <source>{who} would like to be your contact</source>
        <translation>{who} 想加您为联系人</translation>
    </message>
    <message>
        <source>Invitation</source>
        <translation>邀请</translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>已屏蔽</translation>
    </message>
    <message>
        <source>{who} can't write to you</source>
        <translation>{who} 不能给您发消息</translation>
    </message>
    <message>
        <source>{who}: “{words}”</source>
        <translation>{who}：“{words}”</translation>
    </message>
    <message>
        <source>Contact request</source>
        <translation>联系人申请</translation>
    </message>
    <message>
        <source>New customer</source>
        <translation>新客户</translation>
    </message>
    <message>
        <source>{who} isn't among your contacts yet</source>
        <translation>{who} 还不在您的联系人中</translation>
    </message>
    <message>
        <source>{who} invited you to this room</source>
        <translation>{who} 邀请您加入这个洽谈室</translation>
    </message>
    <message>
        <source>You are invited to this room</source>
        <translation>邀请您加入这个洽谈室</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>加入</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>谢绝</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>接受</translation>
    </message>
    <message>
        <source>Add contact</source>
        <translation>加为联系人</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>屏蔽</translation>
    </message>
    <message>
        <source>Emoji</source>
        <translation>表情</translation>
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
        <source>Choose a conversation</source>
        <translation>选择一个会话</translation>
    </message>
    <message>
        <source>A click shows it, a double click keeps its tab open.</source>
        <translation>单击查看，双击固定标签。</translation>
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
        <source>{name} (you)</source>
        <translation>{name}（我）</translation>
    </message>
    <message>
        <source>More about {name}</source>
        <translation>{name} 的更多操作</translation>
    </message>
    <message>
        <source>Invite people</source>
        <translation>邀请成员</translation>
    </message>
    <message>
        <source>Send a message</source>
        <translation>发消息</translation>
    </message>
    <message>
        <source>Withdraw invitation</source>
        <translation>撤回邀请</translation>
    </message>
    <message>
        <source>Remove from room…</source>
        <translation>移出洽谈室…</translation>
    </message>
    <message>
        <source>Invited</source>
        <translation>已邀请</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>群主</translation>
    </message>
    <message>
        <source>Make owner</source>
        <translation>设为群主</translation>
    </message>
    <message>
        <source>Make member</source>
        <translation>设为普通成员</translation>
    </message>
    <message>
        <source>Filter by name or company</source>
        <translation>按姓名或公司筛选</translation>
    </message>
    <message>
        <source>People</source>
        <translation>联系人</translation>
    </message>
    <message>
        <source>Nobody found</source>
        <translation>没有找到</translation>
    </message>
    <message>
        <source>Nobody chosen yet</source>
        <translation>还没有选人</translation>
    </message>
    <message>
        <source>1 chosen</source>
        <translation>已选 1 人</translation>
    </message>
    <message>
        <source>{count} chosen</source>
        <translation>已选 {count} 人</translation>
    </message>
    <message>
        <source>“{words}”</source>
        <translation>“{words}”</translation>
    </message>
    <message>
        <source>Edit the remark</source>
        <translation>修改备注名</translation>
    </message>
    <message>
        <source>Sign-in name</source>
        <translation>登录名</translation>
    </message>
    <message>
        <source>None yet</source>
        <translation>暂无</translation>
    </message>
    <message>
        <source>Trades in</source>
        <translation>主营</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>昵称</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>地区</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>备注名</translation>
    </message>
    <message>
        <source>Request sent</source>
        <translation>已发送申请</translation>
    </message>
    <message>
        <source>New room</source>
        <translation>新建洽谈室</translation>
    </message>
    <message>
        <source>What is it about?</source>
        <translation>谈什么？</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Create room</source>
        <translation>创建</translation>
    </message>
    <message>
        <source>Invite</source>
        <translation>邀请</translation>
    </message>
    <message>
        <source>For example: Year-end gift boxes</source>
        <translation>例如：双旦礼盒集采</translation>
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
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close the others</source>
        <translation>关闭其他</translation>
    </message>
    <message>
        <source>Open conversation: {title}</source>
        <translation>当前会话：{title}</translation>
    </message>
    <message>
        <source>Open conversations</source>
        <translation>打开的会话</translation>
    </message>
    <message>
        <source>Keep this tab</source>
        <translation>固定这个标签</translation>
    </message>
    <message>
        <source>Close (Ctrl+W)</source>
        <translation>关闭 (Ctrl+W)</translation>
    </message>
    <message>
        <source>All open conversations</source>
        <translation>所有打开的会话</translation>
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
        <source>You added {whom}</source>
        <translation>您添加了 {whom}</translation>
    </message>
    <message>
        <source>{who} added you</source>
        <translation>{who} 添加了您</translation>
    </message>
    <message>
        <source>{who} added {whom}</source>
        <translation>{who} 添加了 {whom}</translation>
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
    <message>
        <source>You aren't in this room any more</source>
        <translation>您已不在这个洽谈室</translation>
    </message>
    <message>
        <source>Only you so far</source>
        <translation>暂时只有您</translation>
    </message>
    <message>
        <source>Members ({count})</source>
        <translation>成员（{count}）</translation>
    </message>
    <message>
        <source>You asked {who} to be your contact, no answer yet</source>
        <translation>已申请加 {who} 为联系人，等待对方同意</translation>
    </message>
    <message>
        <source>You let new members see all earlier messages</source>
        <translation>您已允许新成员查看以前的消息</translation>
    </message>
    <message>
        <source>You hid earlier messages from new members</source>
        <translation>您已设为新成员只能看到加入之后的消息</translation>
    </message>
    <message>
        <source>{who} let new members see all earlier messages</source>
        <translation>{who} 已允许新成员查看以前的消息</translation>
    </message>
    <message>
        <source>{who} hid earlier messages from new members</source>
        <translation>{who} 已设为新成员只能看到加入之后的消息</translation>
    </message>
    <message>
        <source>New members see earlier messages</source>
        <translation>新成员可查看以前的消息</translation>
    </message>
    <message>
        <source>Off: they see what is said after they join.</source>
        <translation>关闭时，新成员只能看到加入之后的消息。</translation>
    </message>
    <message>
        <source>Shown to members who join from now on.</source>
        <translation>今后加入的成员可以查看。</translation>
    </message>
    <message>
        <source>New members see all earlier messages.</source>
        <translation>新成员可以看到以前的全部消息。</translation>
    </message>
    <message>
        <source>someone</source>
        <translation>某人</translation>
    </message>
    <message>
        <source>You signed in on a new device</source>
        <translation>您在新设备上登录</translation>
    </message>
    <message>
        <source>{who} signed in on a new device</source>
        <translation>{who} 在新设备上登录</translation>
    </message>
    <message>
        <source>1 device</source>
        <translation>1 台设备</translation>
    </message>
    <message>
        <source>{count} devices</source>
        <translation>{count} 台设备</translation>
    </message>
    <message>
        <source>since {date}</source>
        <translation>{date} 登录</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>另有 {count} 台</translation>
    </message>
    <message>
        <source>Key of the device. Compare it by phone if you want to be sure.</source>
        <translation>设备的密钥指纹。想确认是本人，可以打电话核对。</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Local time</source>
        <translation>当地时间</translation>
    </message>
    <message>
        <source>Customer since</source>
        <translation>客户自</translation>
    </message>
    <message>
        <source>From a note</source>
        <translation>来自备注</translation>
    </message>
    <message>
        <source>Copy the number</source>
        <translation>复制号码</translation>
    </message>
    <message>
        <source>Number copied</source>
        <translation>号码已复制</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已处理</translation>
    </message>
    <message>
        <source>Needs no answer any more (Ctrl+E)</source>
        <translation>不用再回复了（Ctrl+E）</translation>
    </message>
    <message>
        <source>Snooze</source>
        <translation>挂起</translation>
    </message>
    <message>
        <source>Flag</source>
        <translation>插旗</translation>
    </message>
    <message>
        <source>Emoji (Ctrl+Shift+E)</source>
        <translation>表情（Ctrl+Shift+E）</translation>
    </message>
    <message>
        <source>Send and go on to the next who waits</source>
        <translation>发送并接待下一位</translation>
    </message>
    <message>
        <source>Earlier messages</source>
        <translation>以前的消息</translation>
    </message>
    <message>
        <source>This needs a newer Parley</source>
        <translation>需更新洽谈通后查看</translation>
    </message>
</context>
</TS>
