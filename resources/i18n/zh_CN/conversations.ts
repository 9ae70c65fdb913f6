<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Conversations</name>
    <message>
        <source>New customer</source>
        <translation>新客户</translation>
    </message>
    <message>
        <source>You won't get messages from this room any more. Somebody in it can invite you again.</source>
        <translation>退出后不再收到这个洽谈室的消息，里面的人可以再次邀请您。</translation>
    </message>
    <message>
        <source>Hide until the next message</source>
        <translation>不显示此会话（有新消息再出现）</translation>
    </message>
    <message>
        <source>Leave “{title}”?</source>
        <translation>退出“{title}”？</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>留下</translation>
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
        <source>Unpin</source>
        <translation>取消置顶</translation>
    </message>
    <message>
        <source>Pin to the top</source>
        <translation>置顶</translation>
    </message>
    <message>
        <source>Mark as read</source>
        <translation>标为已读</translation>
    </message>
    <message>
        <source>Leave the room…</source>
        <translation>退出洽谈室…</translation>
    </message>
    <message>
        <source>Start a chat with</source>
        <translation>选择联系人</translation>
    </message>
    <message>
        <source>Contacts</source>
        <translation>联系人</translation>
    </message>
    <message>
        <source>Who do you want to write to?</source>
        <translation>想和谁聊？输入姓名或拼音</translation>
    </message>
    <message>
        <source>Search chats</source>
        <translation>搜索（支持拼音）</translation>
    </message>
    <message>
        <source>New chat, room or contact</source>
        <translation>发起聊天、建洽谈室或加联系人</translation>
    </message>
    <message>
        <source>Which chats to show</source>
        <translation>筛选聊天</translation>
    </message>
    <message>
        <source>Chats</source>
        <translation>聊天列表</translation>
    </message>
    <message>
        <source>No chats yet</source>
        <translation>还没有聊天</translation>
    </message>
    <message>
        <source>Write to a colleague or a customer to begin.</source>
        <translation>给同事或客户发条消息，就从这里开始。</translation>
    </message>
    <message>
        <source>New chat</source>
        <translation>发起聊天</translation>
    </message>
    <message>
        <source>New room</source>
        <translation>新建洽谈室</translation>
    </message>
    <message>
        <source>Add contact</source>
        <translation>添加联系人</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>没有找到</translation>
    </message>
    <message>
        <source>Nobody you know goes by that name.</source>
        <translation>聊天和联系人里没有匹配的结果。</translation>
    </message>
    <message>
        <source>Search everyone</source>
        <translation>搜索所有人</translation>
    </message>
    <message>
        <source>No contacts yet</source>
        <translation>还没有联系人</translation>
    </message>
    <message>
        <source>Find people on your shop's server.</source>
        <translation>到店铺服务器上找人添加。</translation>
    </message>
    <message>
        <source>All read</source>
        <translation>全部已读</translation>
    </message>
    <message>
        <source>Nothing is waiting for you here.</source>
        <translation>没有未读消息，可以歇口气了。</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Unread</source>
        <translation>未读</translation>
    </message>
    <message>
        <source>Invite to your shop</source>
        <translation>邀请加入本店</translation>
    </message>
    <message>
        <source>[Invitation]</source>
        <translation>[邀请]</translation>
    </message>
    <message>
        <source>[Draft]</source>
        <translation>[草稿]</translation>
    </message>
    <message>
        <source>Only you so far</source>
        <translation>暂时只有您</translation>
    </message>
    <message>
        <source>{count} people</source>
        <translation>{count} 人</translation>
    </message>
    <message>
        <source>You:</source>
        <translation>我：</translation>
    </message>
    <message>
        <source>{name}:</source>
        <translation>{name}：</translation>
    </message>
    <message>
        <source>{count} unread</source>
        <translation>{count} 条未读</translation>
    </message>
    <message>
        <source>Muted</source>
        <translation>已免打扰</translation>
    </message>
    <message>
        <source>Pinned</source>
        <translation>已置顶</translation>
    </message>
    <message>
        <source>You are invited to this room</source>
        <translation>邀请您加入这个洽谈室</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>昨天</translation>
    </message>
    <message>
        <source>Mon</source>
        <translation>周一</translation>
    </message>
    <message>
        <source>Tue</source>
        <translation>周二</translation>
    </message>
    <message>
        <source>Wed</source>
        <translation>周三</translation>
    </message>
    <message>
        <source>{count} found for “{words}”</source>
        <translation>“{words}”找到 {count} 个</translation>
    </message>
    <message>
        <source>Thu</source>
        <translation>周四</translation>
    </message>
    <message>
        <source>Fri</source>
        <translation>周五</translation>
    </message>
    <message>
        <source>Sat</source>
        <translation>周六</translation>
    </message>
    <message>
        <source>Sun</source>
        <translation>周日</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>待回复</translation>
    </message>
    <message>
        <source>Snoozed</source>
        <translation>挂起</translation>
    </message>
    <message>
        <source>Show only one flag</source>
        <translation>按旗筛选</translation>
    </message>
    <message>
        <source>No “{flag}” here</source>
        <translation>没有“{flag}”</translation>
    </message>
    <message>
        <source>No customer under this chip has this flag.</source>
        <translation>这里没有插了这面旗的客户。</translation>
    </message>
    <message>
        <source>Nobody is waiting</source>
        <translation>没有客户在等</translation>
    </message>
    <message>
        <source>Every customer has an answer.</source>
        <translation>每位客户都已回复。</translation>
    </message>
    <message>
        <source>Nobody is snoozed</source>
        <translation>没有挂起的客户</translation>
    </message>
    <message>
        <source>Customers you snooze come back by themselves.</source>
        <translation>挂起的客户到时间会自动回来。</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新</translation>
    </message>
</context>
</TS>
