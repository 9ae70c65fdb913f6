<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Failures</name>
    <message>
        <source>Something went wrong in Parley. It was written to the log; please try again.</source>
        <translation>洽谈通出了点问题，已记入日志，请再试一次。</translation>
    </message>
    <message>
        <source>Your computer refused: {reason}</source>
        <translation>电脑没有允许：{reason}</translation>
    </message>
    <message>
        <source>Your shop's server can't be reached right now. Please try again when you are online.</source>
        <translation>现在连不上店铺服务器，联网后请再试。</translation>
    </message>
    <message>
        <source>Your shop's server didn't answer in time. Please try again.</source>
        <translation>店铺服务器没有及时回应，请再试一次。</translation>
    </message>
    <message>
        <source>This computer was signed out. Please sign in again.</source>
        <translation>这台电脑已退出登录，请重新登录。</translation>
    </message>
    <message>
        <source>Your Parley is too old for this shop's server. Please update Parley.</source>
        <translation>洽谈通版本太旧，和店铺服务器对不上，请更新。</translation>
    </message>
    <message>
        <source>Your shop's server has a problem. Please try again in a minute.</source>
        <translation>店铺服务器出了点问题，请稍后再试。</translation>
    </message>
    <message>
        <source>Your shop's server can't save right now. Please try again in a minute.</source>
        <translation>店铺服务器暂时存不了数据，请稍后再试。</translation>
    </message>
    <message>
        <source>That was a lot at once. Please wait a moment and try again.</source>
        <translation>操作太频繁了，请稍等再试。</translation>
    </message>
    <message>
        <source>Please fill in a name.</source>
        <translation>请填写名称</translation>
    </message>
    <message>
        <source>A password has at least 8 characters.</source>
        <translation>密码至少 8 位</translation>
    </message>
    <message>
        <source>A sign-in name has 1 to 32 letters a to z, digits, dots, hyphens or underscores.</source>
        <translation>登录名为 1 到 32 位小写字母、数字、点、横线或下划线</translation>
    </message>
</context>
<context>
    <name>Notifications</name>
    <message>
        <source>{count} new messages</source>
        <translation>{count} 条新消息</translation>
    </message>
    <message>
        <source>In {count} conversations</source>
        <translation>来自 {count} 个会话</translation>
    </message>
    <message>
        <source>{name} · new customer</source>
        <translation>{name} · 新客户</translation>
    </message>
</context>
<context>
    <name>ShopServer</name>
    <message>
        <source>Your shop's server didn't start in time.</source>
        <translation>店铺服务器迟迟没有启动。</translation>
    </message>
    <message>
        <source>Your shop's server didn't stop in time.</source>
        <translation>店铺服务器迟迟没有停止。</translation>
    </message>
    <message>
        <source>Your shop's server stopped as soon as it started.</source>
        <translation>店铺服务器一启动就停了。</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Open Parley</source>
        <translation>打开洽谈通</translation>
    </message>
    <message>
        <source>Stop the shop's server…</source>
        <translation>停止店铺服务器…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Parley: {count} unread</source>
        <translation>洽谈通：{count} 条未读</translation>
    </message>
    <message>
        <source>Parley</source>
        <translation>洽谈通</translation>
    </message>
</context>
</TS>
