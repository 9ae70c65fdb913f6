<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Waiting</name>
    <message>
        <source>Flag</source>
        <translation>插旗</translation>
    </message>
    <message>
        <source>{name} is done.</source>
        <translation>{name} 已处理</translation>
    </message>
    <message>
        <source>Until…</source>
        <translation>选择时间…</translation>
    </message>
    <message>
        <source>{name} is snoozed {until}.</source>
        <translation>{name} 已挂起，{until}</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已处理</translation>
    </message>
    <message>
        <source>Snooze</source>
        <translation>挂起</translation>
    </message>
    <message>
        <source>Back to the waiting</source>
        <translation>取消挂起</translation>
    </message>
    <message>
        <source>No flag</source>
        <translation>取下旗</translation>
    </message>
    <message>
        <source>{name} isn't waiting.</source>
        <translation>{name} 没有在等</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>For 15 minutes</source>
        <translation>15 分钟</translation>
    </message>
    <message>
        <source>For 1 hour</source>
        <translation>1 小时</translation>
    </message>
    <message>
        <source>Until tomorrow 9:00</source>
        <translation>明天 9:00</translation>
    </message>
    <message>
        <source>Until this afternoon 14:00</source>
        <translation>今天下午 14:00</translation>
    </message>
    <message>
        <source>Until this evening 18:00</source>
        <translation>今天傍晚 18:00</translation>
    </message>
    <message>
        <source>Snooze until</source>
        <translation>挂起到</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Tomorrow</source>
        <translation>明天</translation>
    </message>
    <message>
        <source>At colleagues: {count} waiting</source>
        <translation>同事那里：{count} 位在等</translation>
    </message>
    <message>
        <source>Nobody waits at colleagues</source>
        <translation>同事那里没有客户在等</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>还有 {count} 位</translation>
    </message>
    <message>
        <source>Waiting at colleagues</source>
        <translation>在同事那里等的客户</translation>
    </message>
    <message>
        <source>with {name}</source>
        <translation>由 {name} 接待</translation>
    </message>
    <message>
        <source>Came while closed</source>
        <translation>下班后来的</translation>
    </message>
    <message>
        <source>May need no reply</source>
        <translation>可能不用回复</translation>
    </message>
    <message>
        <source>{count} customers are waiting</source>
        <translation>{count} 位客户在等</translation>
    </message>
    <message>
        <source>{name} has waited longest. Last: {last}</source>
        <translation>{name} 等得最久。最新：{last}</translation>
    </message>
    <message>
        <source>waiting {count} d</source>
        <translation>等 {count} 天</translation>
    </message>
    <message>
        <source>waiting {count} s</source>
        <translation>等 {count} 秒</translation>
    </message>
    <message>
        <source>waiting {count} min</source>
        <translation>等 {count} 分钟</translation>
    </message>
    <message>
        <source>waiting {count} h</source>
        <translation>等 {count} 小时</translation>
    </message>
    <message>
        <source>may need no reply</source>
        <translation>可能不用回</translation>
    </message>
    <message>
        <source>Urgent</source>
        <translation>加急</translation>
    </message>
    <message>
        <source>To pay</source>
        <translation>待付款</translation>
    </message>
    <message>
        <source>To ship</source>
        <translation>待发货</translation>
    </message>
    <message>
        <source>After-sales</source>
        <translation>售后</translation>
    </message>
    <message>
        <source>Regular</source>
        <translation>老客户</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>红色</translation>
    </message>
    <message>
        <source>Amber</source>
        <translation>橙色</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>绿色</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>蓝色</translation>
    </message>
    <message>
        <source>Violet</source>
        <translation>紫色</translation>
    </message>
    <message>
        <source>until {time}</source>
        <translation>到 {time}</translation>
    </message>
    <message>
        <source>until tomorrow {time}</source>
        <translation>到明天 {time}</translation>
    </message>
    <message>
        <source>All flags</source>
        <translation>全部</translation>
    </message>
</context>
</TS>
