<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>SignIn</name>
    <message>
        <source>Parley</source>
        <translation>洽谈通</translation>
    </message>
    <message>
        <source>Your messages lie on your shop's own server, with nobody in between.</source>
        <translation>消息只存在自家的店铺服务器上，不经第三方之手。</translation>
    </message>
    <message>
        <source>Colleagues and customers join with one link.</source>
        <translation>同事和客户，点一个链接就能加入。</translation>
    </message>
    <message>
        <source>Nothing you write is lost, even without a connection.</source>
        <translation>断网也照样写，一条都不会丢。</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>请稍候…</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>At least 8 characters</source>
        <translation>至少 8 位</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>I have an invitation</source>
        <translation>我有邀请</translation>
    </message>
    <message>
        <source>Copy the whole message you got, or just its link, and paste it here.</source>
        <translation>把收到的整条消息或其中的链接复制下来，粘贴到这里。</translation>
    </message>
    <message>
        <source>Invitation</source>
        <translation>邀请</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>称呼</translation>
    </message>
    <message>
        <source>Company (optional)</source>
        <translation>公司（选填）</translation>
    </message>
    <message>
        <source>Start talking</source>
        <translation>开始洽谈</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>加入</translation>
    </message>
    <message>
        <source>Stay signed in on this computer</source>
        <translation>在这台电脑上保持登录</translation>
    </message>
    <message>
        <source>This computer has no safe for passwords: whoever can use your files can also use your account.</source>
        <translation>这台电脑没有密码保险箱：能打开您文件的人，也能使用您的账号。</translation>
    </message>
    <message>
        <source>{name} invites you to {shop}</source>
        <translation>{name} 邀请您加入“{shop}”</translation>
    </message>
    <message>
        <source>You will see customers, shared phrases and notes.</source>
        <translation>加入后能看到客户、共用短语和备注。</translation>
    </message>
    <message>
        <source>Your shop is waiting for you</source>
        <translation>您的店铺就等您了</translation>
    </message>
    <message>
        <source>You are its owner.</source>
        <translation>您是店主。</translation>
    </message>
    <message>
        <source>{shop} invites you to talk</source>
        <translation>{shop} 邀请您在线洽谈</translation>
    </message>
    <message>
        <source>As a business partner.</source>
        <translation>以合作伙伴的身份。</translation>
    </message>
    <message>
        <source>Set up my shop</source>
        <translation>开通我的店铺</translation>
    </message>
    <message>
        <source>The shop's server will run on this computer, also when Parley's window is closed.</source>
        <translation>店铺服务器将在这台电脑上运行，关掉洽谈通的窗口也不会停。</translation>
    </message>
    <message>
        <source>Shop name</source>
        <translation>店铺名称</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>您的称呼</translation>
    </message>
    <message>
        <source>Sign-in name (optional)</source>
        <translation>登录名（选填）</translation>
    </message>
    <message>
        <source>Open my shop</source>
        <translation>开通</translation>
    </message>
    <message>
        <source>Windows will ask once. Please allow private networks.</source>
        <translation>Windows 会询问一次，请允许“专用网络”。</translation>
    </message>
    <message>
        <source>Made from your name if left empty</source>
        <translation>不填则按您的称呼自动取拼音</translation>
    </message>
    <message>
        <source>“{shop}” is open.</source>
        <translation>“{shop}”已开通</translation>
    </message>
    <message>
        <source>Your sign-in name: {handle}</source>
        <translation>您的登录名：{handle}</translation>
    </message>
    <message>
        <source>Start with this computer. Keep it on while you trade.</source>
        <translation>开机自动启动。营业时请保持开机</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>进入</translation>
    </message>
    <message>
        <source>From outside: not reachable yet.</source>
        <translation>外网暂时连不上</translation>
    </message>
    <message>
        <source>From outside: can't be tested from this computer.</source>
        <translation>外网能否连上，在这台电脑上测不出来</translation>
    </message>
    <message>
        <source>Show me how</source>
        <translation>怎么开通</translation>
    </message>
    <message>
        <source>People on this network can join now.</source>
        <translation>同一网络的人现在就能加入</translation>
    </message>
    <message>
        <source>This computer is not in a network yet.</source>
        <translation>这台电脑还没有联网</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>正在检测…</translation>
    </message>
    <message>
        <source>It is the only way back in if you forget your password. It isn't shown again.</source>
        <translation>忘记密码时只能靠它找回。这里只显示一次。</translation>
    </message>
    <message>
        <source>Copied. Keep it in a safe place.</source>
        <translation>已复制，请妥善保管</translation>
    </message>
    <message>
        <source>Save your recovery code</source>
        <translation>保存找回码</translation>
    </message>
    <message>
        <source>Text files (*.txt)</source>
        <translation>文本文件 (*.txt)</translation>
    </message>
    <message>
        <source>Parley recovery code.txt</source>
        <translation>洽谈通找回码.txt</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Save to a file…</source>
        <translation>存为文件…</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>已保存</translation>
    </message>
    <message>
        <source>This file can't be written. Please choose another place.</source>
        <translation>这个文件写不进去，请换个位置</translation>
    </message>
    <message>
        <source>Reachable from outside</source>
        <translation>让外网也能连上</translation>
    </message>
    <message>
        <source>Got it</source>
        <translation>知道了</translation>
    </message>
    <message>
        <source>At home or in the office: open your router</source>
        <translation>在家或办公室：设置路由器</translation>
    </message>
    <message>
        <source>Open your router's page, find “Port forwarding” (or “Virtual server”), and forward TCP port {port} to this computer. You need a public address: ask your provider if you don't know.</source>
        <translation>打开路由器的管理页面，找到“端口转发”（或“虚拟服务器”），把 TCP 端口 {port} 转发到这台电脑。宽带需要有公网地址，不清楚就问运营商。</translation>
    </message>
    <message>
        <source>Or rent a small server</source>
        <translation>或者租一台云服务器</translation>
    </message>
    <message>
        <source>Install Parley on a rented server with a public address and start its shop's server there. It stays on when this computer is off.</source>
        <translation>在有公网地址的云服务器上安装洽谈通，在那里运行店铺服务器。这台电脑关机也不影响。</translation>
    </message>
    <message>
        <source>Then make new invitations</source>
        <translation>然后重新发邀请</translation>
    </message>
    <message>
        <source>An invitation carries the addresses it was made with. Send a new one when they change.</source>
        <translation>邀请里写的是当时的地址，地址变了请重新发一个。</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Forgot it? The owner can reset it under Settings, Colleagues.</source>
        <translation>忘记密码？请店主在“设置 · 同事”里重置</translation>
    </message>
    <message>
        <source>I am the owner and have my recovery code</source>
        <translation>我是店主，有找回码</translation>
    </message>
    <message>
        <source>Sign-in name</source>
        <translation>登录名</translation>
    </message>
    <message>
        <source>Use my recovery code</source>
        <translation>用找回码登录</translation>
    </message>
    <message>
        <source>You got it when the shop was set up. It works once; you get a new one.</source>
        <translation>开通店铺时给过您。只能用一次，用后会给您新的。</translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation>找回码</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>新密码</translation>
    </message>
    <message>
        <source>Shop's server</source>
        <translation>店铺服务器</translation>
    </message>
    <message>
        <source>Its address, or the link of an old invitation</source>
        <translation>填它的地址，或粘贴以前的邀请链接</translation>
    </message>
    <message>
        <source>Please fill in the address of your shop's server.</source>
        <translation>请填写店铺服务器的地址</translation>
    </message>
    <message>
        <source>Asking the shop…</source>
        <translation>正在联系店铺…</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>正在登录…</translation>
    </message>
    <message>
        <source>Joining…</source>
        <translation>正在加入…</translation>
    </message>
    <message>
        <source>Starting your shop's server…</source>
        <translation>正在启动店铺服务器…</translation>
    </message>
    <message>
        <source>A shop is already set up on this computer. Please sign in to it instead.</source>
        <translation>这台电脑上已经开通过店铺，请直接登录。</translation>
    </message>
    <message>
        <source>my shop</source>
        <translation>我的店铺</translation>
    </message>
    <message>
        <source>Opening your shop…</source>
        <translation>正在开通…</translation>
    </message>
    <message>
        <source>Business chat on your own computer.</source>
        <translation>商务洽谈，数据留在自己手里</translation>
    </message>
    <message>
        <source>Add an account</source>
        <translation>添加账号</translation>
    </message>
    <message>
        <source>Welcome to Parley.</source>
        <translation>欢迎使用洽谈通</translation>
    </message>
    <message>
        <source>Join “{shop}”?</source>
        <translation>加入“{shop}”？</translation>
    </message>
    <message>
        <source>Somebody sent you a link</source>
        <translation>有人给您发了链接</translation>
    </message>
    <message>
        <source>For you, your colleagues and your customers</source>
        <translation>给自己、同事和客户用</translation>
    </message>
    <message>
        <source>Look around with sample data</source>
        <translation>先看看示例</translation>
    </message>
</context>
<context>
    <name>Invite</name>
    <message>
        <source>{name} invites you to {shop}: open {link} (valid {days} days)</source>
        <translation>{name}邀请您加入“{shop}”：打开 {link} ，按提示即可（{days} 天内有效）</translation>
    </message>
    <message>
        <source>Invite people</source>
        <translation>邀请</translation>
    </message>
    <message>
        <source>For how many people</source>
        <translation>几个人可用</translation>
    </message>
    <message>
        <source>Valid for days</source>
        <translation>几天内有效</translation>
    </message>
    <message>
        <source>QR code of the invitation</source>
        <translation>邀请的二维码</translation>
    </message>
    <message>
        <source>QR code</source>
        <translation>二维码</translation>
    </message>
    <message>
        <source>Copy invitation</source>
        <translation>复制邀请</translation>
    </message>
    <message>
        <source>Sees customers, shared phrases and notes.</source>
        <translation>能看到客户、共用短语和备注。</translation>
    </message>
    <message>
        <source>Sees only your shop, never other customers.</source>
        <translation>只能看到本店，看不到其他客户。</translation>
    </message>
    <message>
        <source>A supplier or carrier: sees only your shop and rooms you share.</source>
        <translation>供应商、物流等：只能看到本店和一起参加的群。</translation>
    </message>
    <message>
        <source>Copied. Paste it into WeChat or e-mail.</source>
        <translation>已复制，粘贴到微信或邮件即可</translation>
    </message>
    <message>
        <source>Let them scan it with their phone to get the link.</source>
        <translation>让对方用手机扫一扫，就能拿到链接。</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>邀请谁</translation>
    </message>
    <message>
        <source>Colleague</source>
        <translation>同事</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Partner</source>
        <translation>合作伙伴</translation>
    </message>
    <message>
        <source>For {people} people, valid {days} days</source>
        <translation>{people} 人可用，{days} 天内有效</translation>
    </message>
</context>
</TS>
