<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AutoReply</name>
    <message>
        <source>People who never get an automatic reply.</source>
        <translation>这些人永远不会收到自动回复。</translation>
    </message>
    <message>
        <source>Not set: no time counts as closed.</source>
        <translation>未设置：不区分上下班。</translation>
    </message>
    <message>
        <source>When nobody is at this computer. Rules for Away then answer, too.</source>
        <translation>没人用这台电脑时自动离开，“离开”规则也会回复。</translation>
    </message>
    <message>
        <source>Auto-reply</source>
        <translation>自动回复</translation>
    </message>
    <message>
        <source>Rules, the most important first</source>
        <translation>规则，越靠前越优先</translation>
    </message>
    <message>
        <source>Who gets them</source>
        <translation>回复谁</translation>
    </message>
    <message>
        <source>Working hours</source>
        <translation>上班时间</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>试一试</translation>
    </message>
    <message>
        <source>New rule…</source>
        <translation>新规则…</translation>
    </message>
    <message>
        <source>Own rules come before the shop's.</source>
        <translation>自己的规则优先于全店规则。</translation>
    </message>
    <message>
        <source>They count for all colleagues who have no rule of that kind of their own.</source>
        <translation>对没有自己同类规则的所有同事有效。</translation>
    </message>
    <message>
        <source>Rule removed</source>
        <translation>已删除规则</translation>
    </message>
    <message>
        <source>Answer again</source>
        <translation>恢复自动回复</translation>
    </message>
    <message>
        <source>Exceptions</source>
        <translation>例外</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>编辑…</translation>
    </message>
    <message>
        <source>The shop's working hours count for you.</source>
        <translation>按店铺的上班时间。</translation>
    </message>
    <message>
        <source>When nobody uses Parley: this system doesn't tell whether you work in another program.</source>
        <translation>没人用洽谈通时：本系统看不出您是否在用别的程序。</translation>
    </message>
    <message>
        <source>Away</source>
        <translation>离开</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>休息</translation>
    </message>
    <message>
        <source>{count} holidays</source>
        <translation>{count} 个节假日</translation>
    </message>
    <message>
        <source>{count} extra working days</source>
        <translation>{count} 个调休上班日</translation>
    </message>
    <message>
        <source>Away by itself</source>
        <translation>自动离开</translation>
    </message>
    <message>
        <source>The owner writes the shop's rules.</source>
        <translation>全店规则由店主设置。</translation>
    </message>
    <message>
        <source>The shop has no rules yet.</source>
        <translation>店里还没有规则。</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Customers and partners</source>
        <translation>客户和合作伙伴</translation>
    </message>
    <message>
        <source>Everyone, colleagues too</source>
        <translation>所有人，包括同事</translation>
    </message>
    <message>
        <source>Gets no automatic replies</source>
        <translation>不自动回复</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>我的</translation>
    </message>
    <message>
        <source>The shop's</source>
        <translation>全店</translation>
    </message>
    <message>
        <source>Whose rules</source>
        <translation>谁的规则</translation>
    </message>
    <message>
        <source>Automatic replies</source>
        <translation>自动回复</translation>
    </message>
    <message>
        <source>The server sends them, with this computer on or off.</source>
        <translation>由店铺服务器发出，这台电脑关着也有效。</translation>
    </message>
    <message>
        <source>Answered are</source>
        <translation>自动回复给</translation>
    </message>
    <message>
        <source>never</source>
        <translation>从不</translation>
    </message>
    <message>
        <source>after {count} min</source>
        <translation>{count} 分钟后</translation>
    </message>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
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
        <source>A customer writes</source>
        <translation>客户发来</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>谁</translation>
    </message>
    <message>
        <source>My status</source>
        <translation>我的状态</translation>
    </message>
    <message>
        <source>When</source>
        <translation>何时</translation>
    </message>
    <message>
        <source>What would be sent?</source>
        <translation>会回什么？</translation>
    </message>
    <message>
        <source>{rule} (the shop's)</source>
        <translation>{rule}（全店）</translation>
    </message>
    <message>
        <source>Is it in stock?</source>
        <translation>有货吗？</translation>
    </message>
    <message>
        <source>a new customer</source>
        <translation>一位新客户</translation>
    </message>
    <message>
        <source>as I am now</source>
        <translation>我现在的状态</translation>
    </message>
    <message>
        <source>now, or 2026-10-01 21:30</source>
        <translation>现在，或 2026-10-01 21:30</translation>
    </message>
    <message>
        <source>Write a time like 2026-10-01 21:30.</source>
        <translation>请写成 2026-10-01 21:30 这样。</translation>
    </message>
    <message>
        <source>Nothing is sent.</source>
        <translation>不会发送。</translation>
    </message>
    <message>
        <source>This is sent:</source>
        <translation>会发送：</translation>
    </message>
    <message>
        <source>Monday's for Tuesday to Friday</source>
        <translation>周二至周五同周一</translation>
    </message>
    <message>
        <source>Holidays, one a line</source>
        <translation>节假日，每行一个</translation>
    </message>
    <message>
        <source>Extra working days, one a line</source>
        <translation>调休上班日，每行一个</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>时区</translation>
    </message>
    <message>
        <source>2026-10-01 - 2026-10-07 National Day</source>
        <translation>2026-10-01 - 2026-10-07 国庆节</translation>
    </message>
    <message>
        <source>2026-10-10 9:00-18:00 make-up day</source>
        <translation>2026-10-10 9:00-18:00 调休上班</translation>
    </message>
    <message>
        <source>No working hours</source>
        <translation>不设上班时间</translation>
    </message>
    <message>
        <source>after {count} min, unless you answer first</source>
        <translation>{count} 分钟后，您先回复就不发</translation>
    </message>
    <message>
        <source>once in {count} hours</source>
        <translation>{count} 小时内只回一次</translation>
    </message>
    <message>
        <source>at once</source>
        <translation>立即</translation>
    </message>
    <message>
        <source>after {count} s, unless you answer first</source>
        <translation>{count} 秒后，您先回复就不发</translation>
    </message>
    <message>
        <source>every time</source>
        <translation>每次都回</translation>
    </message>
    <message>
        <source>once in {count} minutes</source>
        <translation>{count} 分钟内只回一次</translation>
    </message>
    <message>
        <source>New rule</source>
        <translation>新规则</translation>
    </message>
    <message>
        <source>Edit rule</source>
        <translation>编辑规则</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>回复内容</translation>
    </message>
    <message>
        <source>after a long silence</source>
        <translation>很久没聊过</translation>
    </message>
    <message>
        <source>Which</source>
        <translation>哪一种</translation>
    </message>
    <message>
        <source>Silence of</source>
        <translation>没聊过的时间</translation>
    </message>
    <message>
        <source>Also</source>
        <translation>另外</translation>
    </message>
    <message>
        <source>Words, divided by commas</source>
        <translation>关键词，用逗号隔开</translation>
    </message>
    <message>
        <source>Found as</source>
        <translation>匹配方式</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>何时发出</translation>
    </message>
    <message>
        <source>To the same person</source>
        <translation>对同一个人</translation>
    </message>
    <message>
        <source>{hours} hours</source>
        <translation>{hours} 小时</translation>
    </message>
    <message>
        <source>price, how much</source>
        <translation>价格，多少钱</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>My name</source>
        <translation>我</translation>
    </message>
    <message>
        <source>Shop</source>
        <translation>店铺</translation>
    </message>
    <message>
        <source>Opens at</source>
        <translation>开门时间</translation>
    </message>
    <message>
        <source>when more than {count} customers wait</source>
        <translation>待回复超过 {count} 位时</translation>
    </message>
    <message>
        <source>by the status only</source>
        <translation>只看状态</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>On: {rule}</source>
        <translation>开启：{rule}</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
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
        <source>Whole word</source>
        <translation>整词</translation>
    </message>
    <message>
        <source>Contains</source>
        <translation>包含</translation>
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
        <source>First contact</source>
        <translation>首次接待</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>忙碌</translation>
    </message>
    <message>
        <source>Outside working hours</source>
        <translation>下班时间</translation>
    </message>
    <message>
        <source>Keyword</source>
        <translation>关键词</translation>
    </message>
    <message>
        <source>or more than {count} waiting</source>
        <translation>或待回复超过 {count} 位</translation>
    </message>
    <message>
        <source>ever</source>
        <translation>第一次来</translation>
    </message>
    <message>
        <source>of the day</source>
        <translation>当天首次</translation>
    </message>
    <message>
        <source>after {hours} h of silence</source>
        <translation>{hours} 小时没聊过</translation>
    </message>
    <message>
        <source>This one is sent.</source>
        <translation>会发送这一条。</translation>
    </message>
    <message>
        <source>It is switched off.</source>
        <translation>已关闭。</translation>
    </message>
    <message>
        <source>Your own rule of this kind stands in for it.</source>
        <translation>您自己的同类规则代替了它。</translation>
    </message>
    <message>
        <source>It isn't the first contact.</source>
        <translation>不是首次接待。</translation>
    </message>
    <message>
        <source>You aren't away.</source>
        <translation>您不在“离开”状态。</translation>
    </message>
    <message>
        <source>You aren't busy, and not enough customers wait.</source>
        <translation>您不在“忙碌”状态，待回复的客户也没超过设定人数。</translation>
    </message>
    <message>
        <source>It is within working hours.</source>
        <translation>现在是上班时间。</translation>
    </message>
    <message>
        <source>No working hours are set.</source>
        <translation>还没有设置上班时间。</translation>
    </message>
    <message>
        <source>None of its words is in the message.</source>
        <translation>消息里没有这些关键词。</translation>
    </message>
    <message>
        <source>It doesn't answer this kind of person.</source>
        <translation>不回复这类联系人。</translation>
    </message>
    <message>
        <source>A rule above it comes first.</source>
        <translation>上面的规则优先。</translation>
    </message>
    <message>
        <source>It answered this person lately; again from {time}.</source>
        <translation>最近已回复过此人，{time} 后才会再回。</translation>
    </message>
    <message>
        <source>Nothing is sent: the rules don't answer this kind of person.</source>
        <translation>不会发送：规则不回复这类联系人。</translation>
    </message>
    <message>
        <source>Nothing is sent: this person is an exception.</source>
        <translation>不会发送：此人在例外名单里。</translation>
    </message>
    <message>
        <source>Nothing more is sent: an automatic reply to this person is on its way.</source>
        <translation>不会再发：给此人的一条自动回复正等着发出。</translation>
    </message>
    <message>
        <source>Nothing is sent: there is no rule that is switched on.</source>
        <translation>不会发送：没有开启的规则。</translation>
    </message>
    <message>
        <source>Nothing is sent: automatic messages and rooms are never answered.</source>
        <translation>不会发送：自动消息和群聊不会自动回复。</translation>
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
</context>
</TS>
