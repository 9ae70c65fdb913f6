<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Card</name>
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
        <source>Gold</source>
        <translation>金色</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>红色</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>灰色</translation>
    </message>
    <message>
        <source>the shop's</source>
        <translation>全店</translation>
    </message>
    <message>
        <source>mine</source>
        <translation>我的</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} 小时 {minutes} 分</translation>
    </message>
    <message>
        <source>{hours} h</source>
        <translation>{hours} 小时</translation>
    </message>
    <message>
        <source>{clock} · {city}, {span} ahead</source>
        <translation>{clock} · {city}，早 {span}</translation>
    </message>
    <message>
        <source>{clock} · {city}, {span} behind</source>
        <translation>{clock} · {city}，晚 {span}</translation>
    </message>
    <message>
        <source>{name} · {whose}</source>
        <translation>{name} · {whose}</translation>
    </message>
    <message>
        <source>Tag, {whose}. Delete takes it off.</source>
        <translation>标签，{whose}。按 Delete 取下。</translation>
    </message>
    <message>
        <source>VIP, large orders…</source>
        <translation>如：老客户、大单…</translation>
    </message>
    <message>
        <source>Add a tag</source>
        <translation>添加标签</translation>
    </message>
    <message>
        <source>Tags that fit</source>
        <translation>匹配的标签</translation>
    </message>
    <message>
        <source>New: {name} · {whose}</source>
        <translation>新建：{name} · {whose}</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>None yet</source>
        <translation>暂无</translation>
    </message>
    <message>
        <source>Take off</source>
        <translation>取下</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>改名…</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Delete the tag…</source>
        <translation>删除标签…</translation>
    </message>
    <message>
        <source>Rename tag</source>
        <translation>标签改名</translation>
    </message>
    <message>
        <source>Name of the tag</source>
        <translation>标签名称</translation>
    </message>
    <message>
        <source>Delete the tag “{name}”?</source>
        <translation>删除标签“{name}”？</translation>
    </message>
    <message>
        <source>{count} people carry it. They lose it; the people themselves stay.</source>
        <translation>有 {count} 人带有此标签，删除后从他们身上取下，联系人本身不受影响。</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Write a note</source>
        <translation>写备注</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>The shop's</source>
        <translation>全店</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>我的</translation>
    </message>
    <message>
        <source>Whose notes</source>
        <translation>谁的备注</translation>
    </message>
    <message>
        <source>What colleagues should know</source>
        <translation>同事都需要了解的，写在这里</translation>
    </message>
    <message>
        <source>Only you see these</source>
        <translation>只有您自己能看到</translation>
    </message>
    <message>
        <source>What to do with this note</source>
        <translation>操作此备注</translation>
    </message>
    <message>
        <source>You</source>
        <translation>您</translation>
    </message>
    <message>
        <source>A former colleague</source>
        <translation>前同事</translation>
    </message>
    <message>
        <source>{who} · {when} · changed</source>
        <translation>{who} · {when} · 已修改</translation>
    </message>
    <message>
        <source>{who} · {when}</source>
        <translation>{who} · {when}</translation>
    </message>
    <message>
        <source>You removed a note · {when}</source>
        <translation>您删除了一条备注 · {when}</translation>
    </message>
    <message>
        <source>{who} removed a note · {when}</source>
        <translation>{who} 删除了一条备注 · {when}</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>编辑…</translation>
    </message>
    <message>
        <source>History…</source>
        <translation>修改记录…</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>删除…</translation>
    </message>
    <message>
        <source>Note for colleagues</source>
        <translation>写备注（全店可见）</translation>
    </message>
    <message>
        <source>Note for yourself</source>
        <translation>写备注（仅自己可见）</translation>
    </message>
    <message>
        <source>Edit the note</source>
        <translation>编辑备注</translation>
    </message>
    <message>
        <source>Remove this note?</source>
        <translation>删除这条备注？</translation>
    </message>
    <message>
        <source>Its words are gone from every card. That you removed it stays.</source>
        <translation>备注内容将从所有名片上消失，只留下您删除过的记录。</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Prices agreed, habits, what to remember…</source>
        <translation>谈好的价格、习惯、注意事项…</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>This is too long for one note.</source>
        <translation>一条备注写不下这么多。</translation>
    </message>
    <message>
        <source>What this note said</source>
        <translation>备注修改记录</translation>
    </message>
    <message>
        <source>Colleagues</source>
        <translation>同事</translation>
    </message>
    <message>
        <source>Nobody for now</source>
        <translation>暂不交接</translation>
    </message>
    <message>
        <source>{name} (you)</source>
        <translation>{name}（您）</translation>
    </message>
    <message>
        <source>Hand {name} over to a colleague</source>
        <translation>将 {name} 转交给同事</translation>
    </message>
    <message>
        <source>They see everything that was said here and answer from now on. {name} reads who it is.</source>
        <translation>同事能看到这里的全部聊天记录，之后由其接待。{name} 会看到由谁服务。</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>转交</translation>
    </message>
</context>
<context>
    <name>Chat</name>
    <message>
        <source>You took over</source>
        <translation>您已接手</translation>
    </message>
    <message>
        <source>{who} handed this customer over to you</source>
        <translation>{who} 将该客户转交给您</translation>
    </message>
    <message>
        <source>You handed this customer over to {whom}</source>
        <translation>您将该客户转交给 {whom}</translation>
    </message>
    <message>
        <source>{who} handed this customer over to {whom}</source>
        <translation>{who} 将该客户转交给 {whom}</translation>
    </message>
    <message>
        <source>{whom} now looks after you</source>
        <translation>之后由 {whom} 为您服务</translation>
    </message>
    <message>
        <source>A colleague looks after this customer now. What was said stays here to read.</source>
        <translation>该客户已转交给同事，聊天记录仍可在这里查看。</translation>
    </message>
    <message>
        <source>Chat taken over from a colleague</source>
        <translation>从同事接手的聊天</translation>
    </message>
    <message>
        <source>Hand over to a colleague…</source>
        <translation>转交给同事…</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>{name} looks after 1 customer. Who takes over? They see everything that was said.</source>
        <translation>{name} 正在接待 1 位客户，由谁接手？接手的人能看到全部聊天记录。</translation>
    </message>
    <message>
        <source>{name} looks after {count} customers. Who takes over? They see everything that was said.</source>
        <translation>{name} 正在接待 {count} 位客户，由谁接手？接手的人能看到全部聊天记录。</translation>
    </message>
</context>
<context>
    <name>Contacts</name>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Show those with a tag</source>
        <translation>按标签筛选</translation>
    </message>
    <message>
        <source>{name} ({count})</source>
        <translation>{name}（{count}）</translation>
    </message>
</context>
</TS>
