<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Notifications</name>
    <message>
        <source>Sound</source>
        <translation>提示音</translation>
    </message>
    <message>
        <source>As usual</source>
        <translation>默认</translation>
    </message>
    <message>
        <source>Drop</source>
        <translation>水滴</translation>
    </message>
    <message>
        <source>Small bell</source>
        <translation>铃声</translation>
    </message>
    <message>
        <source>Wood block</source>
        <translation>木鱼</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>免打扰</translation>
    </message>
    <message>
        <source>No sound</source>
        <translation>无声</translation>
    </message>
    <message>
        <source>Notify me again (muted until {time})</source>
        <translation>恢复提醒（免打扰至 {time}）</translation>
    </message>
    <message>
        <source>Notify me again</source>
        <translation>恢复提醒</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Mark as read</source>
        <translation>标为已读</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>回复</translation>
    </message>
    <message>
        <source>Reply…</source>
        <translation>回复…</translation>
    </message>
    <message>
        <source>Mute for 1 hour</source>
        <translation>免打扰 1 小时</translation>
    </message>
    <message>
        <source>Mute for 8 hours</source>
        <translation>免打扰 8 小时</translation>
    </message>
    <message>
        <source>Mute until I turn it on</source>
        <translation>一直免打扰，直到我恢复</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Quiet hours</source>
        <translation>免打扰时段</translation>
    </message>
    <message>
        <source>No sound and no notifications in this time. Messages arrive all the same.</source>
        <translation>此时段内不响铃、不弹通知，消息照常收到。</translation>
    </message>
    <message>
        <source>Quiet from</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>Quiet until</source>
        <translation>结束时间</translation>
    </message>
    <message>
        <source>By the clocks of this computer's time zone.</source>
        <translation>以本机时区为准。</translation>
    </message>
    <message>
        <source>Customers may break through</source>
        <translation>客户消息仍然提醒</translation>
    </message>
    <message>
        <source>A customer's message is still announced, so that nobody waits all night unseen.</source>
        <translation>客户来消息照常提醒，不会让客户整夜无人理会。</translation>
    </message>
</context>
</TS>
