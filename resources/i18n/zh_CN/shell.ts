<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Failures</name>
    <message>
        <source>This computer can't tell whether it is your shop's server. Paste its link: where you are signed in, under Settings, Account.</source>
        <translation>这台电脑无法确认这就是您的店铺服务器。请改为粘贴链接：在已登录的电脑上，从“设置 - 账号”里复制。</translation>
    </message>
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
<context>
    <name>Shell</name>
    <message>
        <source>Phrases</source>
        <translation>短语</translation>
    </message>
    <message>
        <source>/ or Alt+Q</source>
        <translation>/、、或 Alt+Q</translation>
    </message>
    <message>
        <source>Quick phrases</source>
        <translation>快捷短语</translation>
    </message>
    <message>
        <source>Your messages and drafts are still on this computer.</source>
        <translation>消息和草稿还保存在这台电脑上。</translation>
    </message>
    <message>
        <source>Parley is still here</source>
        <translation>洽谈通还在运行</translation>
    </message>
    <message>
        <source>Messages arrive as before. Quit from this icon's menu.</source>
        <translation>消息照常接收。要退出，请用这个图标的菜单。</translation>
    </message>
    <message>
        <source>The sample shop is opening in windows of its own…</source>
        <translation>示例店铺正在另外的窗口中打开…</translation>
    </message>
    <message>
        <source>Can't reach the shop's server. What you write is kept and sent later.</source>
        <translation>暂时连不上店铺服务器。您写的内容都会保留，连上后自动发送。</translation>
    </message>
    <message>
        <source>This computer was signed out. What you wrote is kept.</source>
        <translation>这台电脑已被退出登录。您写的内容都还在。</translation>
    </message>
    <message>
        <source>This Parley is too old for the shop's server. Please install the new version.</source>
        <translation>洽谈通版本太旧，和店铺服务器对不上，请安装新版本。</translation>
    </message>
    <message>
        <source>Your shop's server isn't running on this computer.</source>
        <translation>这台电脑上的店铺服务器没有运行。</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>立即重试</translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation>重新登录</translation>
    </message>
    <message>
        <source>Start it</source>
        <translation>启动</translation>
    </message>
    <message>
        <source>Parley</source>
        <translation>洽谈通</translation>
    </message>
    <message>
        <source>If you stop it, colleagues and customers are cut off.</source>
        <translation>停止后，同事和客户都会断线。</translation>
    </message>
    <message>
        <source>Stop the shop's server?</source>
        <translation>要停止店铺服务器吗？</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Keep running</source>
        <translation>后台继续运行</translation>
    </message>
    <message>
        <source>Messages and drafts are removed from this computer. They stay on the shop's server; sign in as “{handle}” to see them again. What wasn't sent yet is lost.</source>
        <translation>这台电脑上的消息和草稿会被清除，店铺服务器上的都还在；用“{handle}”重新登录即可看到。还没发出去的内容会丢失。</translation>
    </message>
    <message>
        <source>Sign out {name}?</source>
        <translation>退出 {name} 的登录？</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>退出登录</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>{name}, {status}</source>
        <translation>{name}，{status}</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Chats</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>People</source>
        <translation>联系人</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>首页</translation>
    </message>
    <message>
        <source>Your shop is open. Who comes first?</source>
        <translation>店铺已开通，先请谁进来？</translation>
    </message>
    <message>
        <source>Invite</source>
        <translation>邀请</translation>
    </message>
    <message>
        <source>Invite colleagues</source>
        <translation>邀请同事</translation>
    </message>
    <message>
        <source>They see customers and answer with you.</source>
        <translation>能看到客户，和您一起接待。</translation>
    </message>
    <message>
        <source>Invite a customer</source>
        <translation>邀请客户</translation>
    </message>
    <message>
        <source>They see only your shop.</source>
        <translation>只能看到本店，看不到其他客户。</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Getting around</source>
        <translation>切换</translation>
    </message>
    <message>
        <source>Tabs</source>
        <translation>标签页</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>书写</translation>
    </message>
    <message>
        <source>Search the list</source>
        <translation>搜索列表</translation>
    </message>
    <message>
        <source>This list</source>
        <translation>本列表</translation>
    </message>
    <message>
        <source>Next tab</source>
        <translation>下一个标签页</translation>
    </message>
    <message>
        <source>Close tab</source>
        <translation>关闭标签页</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Enter (or Ctrl+Enter, see Settings)</source>
        <translation>Enter（可在设置中改为 Ctrl+Enter）</translation>
    </message>
    <message>
        <source>New line</source>
        <translation>换行</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>个性签名</translation>
    </message>
    <message>
        <source>Add an account</source>
        <translation>添加账号</translation>
    </message>
    <message>
        <source>Edit my profile</source>
        <translation>编辑资料</translation>
    </message>
    <message>
        <source>Sign out…</source>
        <translation>退出登录…</translation>
    </message>
    <message>
        <source>Your signature, seen by contacts</source>
        <translation>写句签名，联系人都能看到</translation>
    </message>
    <message>
        <source>Our team ({count})</source>
        <translation>本店同事（{count}）</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>连接中</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>接待客户</translation>
    </message>
    <message>
        <source>Done, needs no answer; again to take it back</source>
        <translation>已处理，不用再回复；再按一次撤销</translation>
    </message>
    <message>
        <source>Send and go on to the next who waits</source>
        <translation>发送并接待下一位</translation>
    </message>
    <message>
        <source>Flag</source>
        <translation>插旗</translation>
    </message>
    <message>
        <source>Emoji</source>
        <translation>表情</translation>
    </message>
    <message>
        <source>Next who waits longest, or conversation below</source>
        <translation>下一位等得最久的客户，或下一个会话</translation>
    </message>
    <message>
        <source>Conversation above</source>
        <translation>上一个会话</translation>
    </message>
    <message>
        <source>Nobody else is waiting.</source>
        <translation>没有其他客户在等。</translation>
    </message>
    <message>
        <source>Set your away reply</source>
        <translation>设置离开回复</translation>
    </message>
    <message>
        <source>Customers hear from you all the same.</source>
        <translation>您不在时，客户也能收到回复。</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>设置</translation>
    </message>
</context>
</TS>
