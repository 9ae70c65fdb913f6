<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AutoReply</name>
    <message>
        <source>Once per customer every 30 minutes. Needs the shop's server to be on.</source>
        <translation>同一客户 30 分钟内只回一次；店铺服务器开着才有效</translation>
    </message>
    <message>
        <source>Set your away reply</source>
        <translation>设置离开回复</translation>
    </message>
    <message>
        <source>Customers who write will get:</source>
        <translation>客户来消息时自动回复：</translation>
    </message>
    <message>
        <source>Turn on</source>
        <translation>开启</translation>
    </message>
    <message>
        <source>Without a reply</source>
        <translation>不自动回复</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>I'm back</source>
        <translation>我回来了</translation>
    </message>
    <message>
        <source>Away · auto-reply off</source>
        <translation>离开中 · 自动回复未开</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>去回复</translation>
    </message>
    <message>
        <source>Away · auto-reply on · {count} answered</source>
        <translation>离开中 · 自动回复已开 · 已替您回复 {count} 位</translation>
    </message>
    <message>
        <source>Away · auto-reply on</source>
        <translation>离开中 · 自动回复已开</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>还有 {count} 位</translation>
    </message>
    <message>
        <source>Hello, I am away for a moment and will answer soon.</source>
        <translation>您好，我暂时不在，看到后马上回复您。</translation>
    </message>
    <message>
        <source>{count} d</source>
        <translation>{count} 天</translation>
    </message>
    <message>
        <source>{count} min</source>
        <translation>{count} 分钟</translation>
    </message>
    <message>
        <source>{hours} h {count} min</source>
        <translation>{hours} 小时 {count} 分钟</translation>
    </message>
    <message>
        <source>Away {time}: 1 customer came</source>
        <translation>离开 {time}：来过 1 位</translation>
    </message>
    <message>
        <source>Away {time}: {count} customers came</source>
        <translation>离开 {time}：来过 {count} 位</translation>
    </message>
    <message>
        <source>{name} ({facts})</source>
        <translation>{name}（{facts}）</translation>
    </message>
    <message>
        <source>, nobody is waiting</source>
        <translation>，没有人在等</translation>
    </message>
    <message>
        <source>, 1 is waiting</source>
        <translation>，1 位在等</translation>
    </message>
    <message>
        <source>, {count} are waiting</source>
        <translation>，{count} 位在等</translation>
    </message>
    <message>
        <source>answered automatically</source>
        <translation>已自动回复</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>在等</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
</context>
</TS>
