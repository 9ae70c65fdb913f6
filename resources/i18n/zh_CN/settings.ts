<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Settings</name>
    <message>
        <source>Copy link</source>
        <translation>复制链接</translation>
    </message>
    <message>
        <source>The link signs you in on another computer, with your password.</source>
        <translation>换电脑登录时，粘贴这个链接，再输入密码即可。</translation>
    </message>
    <message>
        <source>Copied. Paste it where you sign in on the other computer.</source>
        <translation>已复制，到另一台电脑的登录页粘贴即可</translation>
    </message>
    <message>
        <source>Choose the part to show</source>
        <translation>选择要显示的部分</translation>
    </message>
    <message>
        <source>Drag the picture; arrow keys move it, + and - zoom</source>
        <translation>拖动图片；方向键移动，+ 和 - 缩放</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>Drag the picture; turn the wheel to zoom.</source>
        <translation>拖动图片调整位置，滚轮缩放。</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Version {version} · Qt {qt}</source>
        <translation>版本 {version} · Qt {qt}</translation>
    </message>
    <message>
        <source>Open source under the Apache License 2.0. You may use, change and pass it on.</source>
        <translation>以 Apache 2.0 许可证开源，可自由使用、修改和分发。</translation>
    </message>
    <message>
        <source>About</source>
        <translation>关于</translation>
    </message>
    <message>
        <source>Made with</source>
        <translation>用到的开源软件</translation>
    </message>
    <message>
        <source>Parley</source>
        <translation>洽谈通</translation>
    </message>
    <message>
        <source>Last seen {when}</source>
        <translation>最近使用 {when}</translation>
    </message>
    <message>
        <source>The way back in if you forget your password. A new code makes the old one void.</source>
        <translation>忘记密码时用它找回。换了新码，旧码就作废。</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>账号</translation>
    </message>
    <message>
        <source>Signed-in devices</source>
        <translation>已登录的设备</translation>
    </message>
    <message>
        <source>Current password</source>
        <translation>当前密码</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>新密码</translation>
    </message>
    <message>
        <source>Sign out my other devices</source>
        <translation>同时退出其他设备</translation>
    </message>
    <message>
        <source>Change password</source>
        <translation>修改密码</translation>
    </message>
    <message>
        <source>Password changed</source>
        <translation>密码已修改</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>退出登录</translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation>找回码</translation>
    </message>
    <message>
        <source>Make a new code</source>
        <translation>换一个新码</translation>
    </message>
    <message>
        <source>Sign-in name</source>
        <translation>登录名</translation>
    </message>
    <message>
        <source>Shop's server</source>
        <translation>店铺服务器</translation>
    </message>
    <message>
        <source>At least 8 characters</source>
        <translation>至少 8 位</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>这台电脑</translation>
    </message>
    <message>
        <source>Reset the password of {name}?</source>
        <translation>重置 {name} 的密码？</translation>
    </message>
    <message>
        <source>All their devices are signed out. You get a one-time password to pass on.</source>
        <translation>对方所有设备都会退出登录。您会得到一个一次性密码，转告对方即可。</translation>
    </message>
    <message>
        <source>Close the account of {name}?</source>
        <translation>停用 {name} 的账号？</translation>
    </message>
    <message>
        <source>They are signed out at once and can't sign in again. Their messages stay.</source>
        <translation>对方会立即退出，不能再登录。消息都会保留。</translation>
    </message>
    <message>
        <source>Colleagues</source>
        <translation>同事</translation>
    </message>
    <message>
        <source>Customers and partners</source>
        <translation>客户和合作伙伴</translation>
    </message>
    <message>
        <source>Reset password</source>
        <translation>重置密码</translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Close account</source>
        <translation>停用账号</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>已停用</translation>
    </message>
    <message>
        <source>Nobody yet.</source>
        <translation>还没有人。</translation>
    </message>
    <message>
        <source>Pass it on, by phone for instance. It isn't shown again. Sign-in name: {handle}</source>
        <translation>请转告对方，比如打个电话。这里只显示一次。登录名：{handle}</translation>
    </message>
    <message>
        <source>Password for {name}</source>
        <translation>{name} 的密码</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>General</source>
        <translation>通用</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>文字大小</translation>
    </message>
    <message>
        <source>Send with</source>
        <translation>发送键</translation>
    </message>
    <message>
        <source>The other one starts a new line.</source>
        <translation>另一个用来换行。</translation>
    </message>
    <message>
        <source>Show notifications</source>
        <translation>显示通知</translation>
    </message>
    <message>
        <source>Muted conversations and the one you are looking at stay quiet.</source>
        <translation>免打扰的会话和正在看的会话不提醒。</translation>
    </message>
    <message>
        <source>Start with this computer</source>
        <translation>开机自动启动</translation>
    </message>
    <message>
        <source>Parley waits beside the clock. A shop on this computer opens with it.</source>
        <translation>洽谈通在任务栏待命；店铺在这台电脑上的，也一起开通。</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>界面</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>书写</translation>
    </message>
    <message>
        <source>New messages</source>
        <translation>新消息</translation>
    </message>
    <message>
        <source>System</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>声音</translation>
    </message>
    <message>
        <source>Keep running when the window is closed</source>
        <translation>关闭窗口后继续运行</translation>
    </message>
    <message>
        <source>Messages still arrive; the icon beside the clock shows them.</source>
        <translation>消息照常接收，任务栏图标会提示。</translation>
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
        <source>Privacy</source>
        <translation>隐私</translation>
    </message>
    <message>
        <source>Who may write to me</source>
        <translation>谁可以给我发消息</translation>
    </message>
    <message>
        <source>Colleagues always can.</source>
        <translation>同事始终可以。</translation>
    </message>
    <message>
        <source>Blocked people</source>
        <translation>已屏蔽的人</translation>
    </message>
    <message>
        <source>Nobody. Blocked people can't write to you and don't see when you are there.</source>
        <translation>没有人。屏蔽后对方不能给您发消息，也看不到您是否在线。</translation>
    </message>
    <message>
        <source>Unblock</source>
        <translation>移出</translation>
    </message>
    <message>
        <source>Anyone</source>
        <translation>所有人</translation>
    </message>
    <message>
        <source>Only contacts</source>
        <translation>仅联系人</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>资料</translation>
    </message>
    <message>
        <source>You can also drop a picture here</source>
        <translation>也可以把图片拖到这里</translation>
    </message>
    <message>
        <source>Choose a picture…</source>
        <translation>选择头像…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Choose a picture</source>
        <translation>选择头像</translation>
    </message>
    <message>
        <source>Pictures (*.png *.jpg *.jpeg *.webp)</source>
        <translation>图片 (*.png *.jpg *.jpeg *.webp)</translation>
    </message>
    <message>
        <source>This picture can't be read. PNG, JPEG and WebP work.</source>
        <translation>这张图片读不出来，请用 PNG、JPEG 或 WebP。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>称呼</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>公司</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>职务</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>地区</translation>
    </message>
    <message>
        <source>Goods</source>
        <translation>经营产品</translation>
    </message>
    <message>
        <source>Separated by commas; people find you by them</source>
        <translation>用逗号隔开，别人可以按产品找到您</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>个性签名</translation>
    </message>
    <message>
        <source>Contacts see it, also when you are offline</source>
        <translation>联系人都能看到，离线时也能</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>已保存</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Shop</source>
        <translation>店铺</translation>
    </message>
    <message>
        <source>Colleagues, customers and partners join with a link.</source>
        <translation>同事、客户和合作伙伴，点链接就能加入。</translation>
    </message>
    <message>
        <source>{kind}: {used} of {uses} used</source>
        <translation>{kind}：{uses} 个名额，已用 {used} 个</translation>
    </message>
    <message>
        <source>Valid until {when}</source>
        <translation>有效期至 {when}</translation>
    </message>
    <message>
        <source>Invite…</source>
        <translation>邀请…</translation>
    </message>
    <message>
        <source>Open invitations</source>
        <translation>有效的邀请</translation>
    </message>
    <message>
        <source>Shop name</source>
        <translation>店铺名称</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Invite people</source>
        <translation>邀请</translation>
    </message>
    <message>
        <source>None at the moment.</source>
        <translation>目前没有。</translation>
    </message>
    <message>
        <source>Desk</source>
        <translation>接待</translation>
    </message>
    <message>
        <source>Waiting customers</source>
        <translation>等待提醒</translation>
    </message>
    <message>
        <source>Amber after</source>
        <translation>变橙色</translation>
    </message>
    <message>
        <source>A customer who waits this long is shown in amber.</source>
        <translation>客户等了这么久，显示为橙色。</translation>
    </message>
    <message>
        <source>Red after</source>
        <translation>变红色</translation>
    </message>
    <message>
        <source>And this long in red. Time in which the shop is closed doesn't count.</source>
        <translation>等了这么久，显示为红色。打烊时间不计。</translation>
    </message>
    <message>
        <source>What may need no reply</source>
        <translation>可能不用回复的话</translation>
    </message>
    <message>
        <source>Courtesies</source>
        <translation>客气话</translation>
    </message>
    <message>
        <source>Back to the usual ones</source>
        <translation>恢复默认</translation>
    </message>
    <message>
        <source>Flags</source>
        <translation>旗</translation>
    </message>
    <message>
        <source>Ctrl+Alt+1 to Ctrl+Alt+5 put a flag on the customer you talk with, or take it off.</source>
        <translation>用 Ctrl+Alt+1 至 Ctrl+Alt+5 给当前客户插旗，再按一次取下。</translation>
    </message>
    <message>
        <source>One a line. A message of nothing but these doesn't count as waiting.</source>
        <translation>每行一个。只说了这些的消息，不算在等。</translation>
    </message>
    <message>
        <source>Word of flag {number}</source>
        <translation>第 {number} 面旗的名称</translation>
    </message>
    <message>
        <source>Colour of flag {number}</source>
        <translation>第 {number} 面旗的颜色</translation>
    </message>
    <message>
        <source>{count} s</source>
        <translation>{count} 秒</translation>
    </message>
    <message>
        <source>{count} min</source>
        <translation>{count} 分钟</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>On your card, for people you talk with</source>
        <translation>显示在您的名片上，聊天对象可见</translation>
    </message>
    <message>
        <source>Auto-reply</source>
        <translation>自动回复</translation>
    </message>
</context>
</TS>
