<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Contacts</name>
    <message>
        <source>Add contact</source>
        <translation>添加联系人</translation>
    </message>
    <message>
        <source>Name, shop, goods or sign-in name</source>
        <translation>姓名、店铺、商品或登录名</translation>
    </message>
    <message>
        <source>A line to them</source>
        <translation>给对方的话</translation>
    </message>
    <message>
        <source>Your name for them</source>
        <translation>备注名</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>正在搜索…</translation>
    </message>
    <message>
        <source>Hello, I am {name}.</source>
        <translation>您好，我是{name}。</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Send request</source>
        <translation>发送申请</translation>
    </message>
    <message>
        <source>Request sent. They become a contact when they accept.</source>
        <translation>申请已发送，对方同意后成为联系人。</translation>
    </message>
    <message>
        <source>Pinyin works too: “wjj” finds 王建军.</source>
        <translation>支持拼音：输入 wjj 可以找到王建军。</translation>
    </message>
    <message>
        <source>Optional, only you see it</source>
        <translation>选填，仅自己可见</translation>
    </message>
    <message>
        <source>{count} found</source>
        <translation>找到 {count} 位</translation>
    </message>
    <message>
        <source>Nobody found for “{words}”.</source>
        <translation>没有找到“{words}”。</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>发消息</translation>
    </message>
    <message>
        <source>Request sent</source>
        <translation>已申请</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>同意</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Your name for {name}</source>
        <translation>给{name}的备注名</translation>
    </message>
    <message>
        <source>Only you see it</source>
        <translation>仅自己可见</translation>
    </message>
    <message>
        <source>Block {name}?</source>
        <translation>屏蔽{name}？</translation>
    </message>
    <message>
        <source>They can't write to you any more and don't learn why. You can lift this at any time.</source>
        <translation>屏蔽后对方不能再给您发消息，也不会收到提示。您可以随时取消。</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>屏蔽</translation>
    </message>
    <message>
        <source>Remove {name} from your contacts?</source>
        <translation>删除联系人{name}？</translation>
    </message>
    <message>
        <source>Your conversation stays. Your remark and groups for them are lost.</source>
        <translation>聊天记录会保留，备注名和分组会清除。</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>New group</source>
        <translation>新建分组</translation>
    </message>
    <message>
        <source>Name of the group</source>
        <translation>分组名称</translation>
    </message>
    <message>
        <source>Rename group</source>
        <translation>重命名分组</translation>
    </message>
    <message>
        <source>Delete the group “{name}”?</source>
        <translation>删除分组“{name}”？</translation>
    </message>
    <message>
        <source>The people in it stay in your contacts.</source>
        <translation>组内的联系人不会被删除。</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Show profile</source>
        <translation>查看资料</translation>
    </message>
    <message>
        <source>New group…</source>
        <translation>新建分组…</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>分组</translation>
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
        <source>Remove…</source>
        <translation>删除…</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>重命名…</translation>
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
        <source>Delete…</source>
        <translation>删除…</translation>
    </message>
    <message>
        <source>Block…</source>
        <translation>屏蔽…</translation>
    </message>
    <message>
        <source>Our team</source>
        <translation>本店同事</translation>
    </message>
    <message>
        <source>Contacts without a group</source>
        <translation>未分组</translation>
    </message>
    <message>
        <source>Search contacts</source>
        <translation>搜索联系人</translation>
    </message>
    <message>
        <source>Search everyone for “{words}”</source>
        <translation>搜索所有人：“{words}”</translation>
    </message>
    <message>
        <source>Add contact or group</source>
        <translation>添加联系人或分组</translation>
    </message>
    <message>
        <source>Contacts</source>
        <translation>联系人</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>没有找到</translation>
    </message>
    <message>
        <source>None of your contacts goes by that name.</source>
        <translation>联系人里没有匹配的结果。</translation>
    </message>
    <message>
        <source>No contacts yet</source>
        <translation>还没有联系人</translation>
    </message>
    <message>
        <source>Colleagues appear here by themselves.</source>
        <translation>同事会自动出现在这里。</translation>
    </message>
    <message>
        <source>“{words}”</source>
        <translation>“{words}”</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>Edit the remark</source>
        <translation>修改备注名</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>店主</translation>
    </message>
    <message>
        <source>Colleague</source>
        <translation>同事</translation>
    </message>
    <message>
        <source>Partner</source>
        <translation>合作伙伴</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Choose somebody on the left</source>
        <translation>在左侧选择一位联系人</translation>
    </message>
    <message>
        <source>Sign-in name</source>
        <translation>登录名</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>谢绝</translation>
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
        <source>Trades in</source>
        <translation>主营</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>备注名</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>还有 {count} 条</translation>
    </message>
    <message>
        <source>Their line</source>
        <translation>附言</translation>
    </message>
    <message>
        <source>None yet</source>
        <translation>还没有</translation>
    </message>
    <message>
        <source>New requests ({count})</source>
        <translation>新的申请（{count}）</translation>
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
        <source>Online</source>
        <translation>在线</translation>
    </message>
    <message>
        <source>Away</source>
        <translation>离开</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>忙碌</translation>
    </message>
    <message>
        <source>Invisible</source>
        <translation>隐身</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>离线</translation>
    </message>
</context>
</TS>
