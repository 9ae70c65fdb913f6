<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Home</name>
    <message>
        <source>Customers today</source>
        <translation>今日接待</translation>
    </message>
    <message>
        <source>First reply</source>
        <translation>首次响应</translation>
    </message>
    <message>
        <source>Average reply</source>
        <translation>平均响应</translation>
    </message>
    <message>
        <source>Answered in 3 min</source>
        <translation>三分钟回复率</translation>
    </message>
    <message>
        <source>How many different customers wrote</source>
        <translation>来过消息的客户数，同一客户只算一次</translation>
    </message>
    <message>
        <source>From each customer's first question of the day to the first answer by hand; a mean</source>
        <translation>每位客户当天第一次提问到首次人工回复的时间，取平均值</translation>
    </message>
    <message>
        <source>From a question to the first answer by hand; the mean of all rounds</source>
        <translation>从客户提问到首次人工回复的时间，所有轮次的平均值</translation>
    </message>
    <message>
        <source>Of the questions answered, or waiting for longer, how many were answered within 3 minutes</source>
        <translation>已回复或等待超过 3 分钟的提问中，3 分钟内回复的比例</translation>
    </message>
    <message>
        <source>&lt; 1 s</source>
        <translation>不到 1 秒</translation>
    </message>
    <message>
        <source>{s} s</source>
        <translation>{s} 秒</translation>
    </message>
    <message>
        <source>{m} min {s} s</source>
        <translation>{m} 分 {s} 秒</translation>
    </message>
    <message>
        <source>{m} min</source>
        <translation>{m} 分钟</translation>
    </message>
    <message>
        <source>{h} h {m} min</source>
        <translation>{h} 小时 {m} 分</translation>
    </message>
    <message>
        <source>{h} h</source>
        <translation>{h} 小时</translation>
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
        <source>Customers</source>
        <translation>接待客户</translation>
    </message>
    <message>
        <source>Rounds</source>
        <translation>问答轮次</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>待回复</translation>
    </message>
    <message>
        <source>Colleague</source>
        <translation>同事</translation>
    </message>
    <message>
        <source>Colleagues</source>
        <translation>同事</translation>
    </message>
    <message>
        <source>Export the figures</source>
        <translation>导出数据</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>As a CSV file for Excel</source>
        <translation>导出为 CSV，可用 Excel 打开</translation>
    </message>
    <message>
        <source>Your shop's server can't be reached. These figures are of {when}.</source>
        <translation>连不上店铺服务器，以下是 {when} 的数据。</translation>
    </message>
    <message>
        <source>Yesterday {value}</source>
        <translation>昨天 {value}</translation>
    </message>
    <message>
        <source>{figure} per day</source>
        <translation>每日{figure}</translation>
    </message>
    <message>
        <source>{day}: {value}</source>
        <translation>{day}：{value}</translation>
    </message>
    <message>
        <source>Colleagues, last {days} days</source>
        <translation>同事，最近 {days} 天</translation>
    </message>
    <message>
        <source>A former colleague</source>
        <translation>已离开的同事</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>首页</translation>
    </message>
    <message>
        <source>{days} days</source>
        <translation>{days} 天</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>时间范围</translation>
    </message>
    <message>
        <source>Whole shop</source>
        <translation>全店</translation>
    </message>
    <message>
        <source>Only me</source>
        <translation>只看自己</translation>
    </message>
    <message>
        <source>Whose figures</source>
        <translation>统计范围</translation>
    </message>
    <message>
        <source>Good morning, {name}</source>
        <translation>{name}，早上好</translation>
    </message>
    <message>
        <source>Good afternoon, {name}</source>
        <translation>{name}，下午好</translation>
    </message>
    <message>
        <source>Good evening, {name}</source>
        <translation>{name}，晚上好</translation>
    </message>
</context>
</TS>
