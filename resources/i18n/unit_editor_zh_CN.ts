<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>About</name>
    <message>
        <source>About and diagnosis</source>
        <translation>关于与诊断</translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation>正在查询…</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>重新检测</translation>
    </message>
    <message>
        <source>Copied. It holds no password and no text of yours.</source>
        <translation>已复制，其中不含密码和您的稿件内容。</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>复制为文本</translation>
    </message>
    <message>
        <source>Unit Editor is free software (Apache-2.0). It uses Qt for Python (LGPL), which you may replace, and the Lucide icons (ISC).</source>
        <translation>政务采编是自由软件（Apache-2.0）。使用了 Qt for Python（LGPL，可自行替换）和 Lucide 图标（ISC）。</translation>
    </message>
    <message>
        <source>Unit Editor {version}</source>
        <translation>政务采编 {version}</translation>
    </message>
    <message>
        <source>chosen by the system</source>
        <translation>由系统选择</translation>
    </message>
    <message>
        <source>does not work</source>
        <translation>不可用</translation>
    </message>
    <message>
        <source>look here</source>
        <translation>请留意</translation>
    </message>
</context>
<context>
    <name>Crash</name>
    <message>
        <source>Copy report</source>
        <translation>复制报告</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>The program made a mistake</source>
        <translation>程序出错了</translation>
    </message>
    <message>
        <source>Your drafts are saved on this computer. You can go on working; if something looks wrong, close the program and start it again. Please send the report below to the information centre.</source>
        <translation>稿件都已保存在本机，可以继续工作；如果显示不正常，请关闭程序后重新打开。请把下面的报告发给信息中心。</translation>
    </message>
</context>
<context>
    <name>Dialogs</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>Drafts</name>
    <message>
        <source>(no title yet)</source>
        <translation>（尚无标题）</translation>
    </message>
    <message>
        <source>All kinds</source>
        <translation>全部类型</translation>
    </message>
    <message>
        <source>All sections</source>
        <translation>全部栏目</translation>
    </message>
    <message>
        <source>All states</source>
        <translation>全部状态</translation>
    </message>
    <message>
        <source>Copy title</source>
        <translation>复制标题</translation>
    </message>
    <message>
        <source>Drafts</source>
        <translation>稿件</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>复制一份</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Move to the trash</source>
        <translation>移入回收站</translation>
    </message>
    <message>
        <source>Moved to the trash; it stays there for 30 days</source>
        <translation>已移入回收站，30 天内可以恢复</translation>
    </message>
    <message>
        <source>New article</source>
        <translation>新建稿件</translation>
    </message>
    <message>
        <source>No drafts yet</source>
        <translation>还没有稿件</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>没有找到</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open Word document…</source>
        <translation>打开 Word 文档…</translation>
    </message>
    <message>
        <source>Open the web page</source>
        <translation>打开网页</translation>
    </message>
    <message>
        <source>Search titles and texts</source>
        <translation>搜索标题和正文</translation>
    </message>
    <message>
        <source>Section</source>
        <translation>栏目</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>Start with Ctrl+N, or open a Word document.</source>
        <translation>按 Ctrl+N 新建，或打开一个 Word 文档。</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>This computer has no program to open the address {url}</source>
        <translation>本机没有可以打开此地址的程序：{url}</translation>
    </message>
    <message>
        <source>Try other words, or show all.</source>
        <translation>换个词试试，或显示全部。</translation>
    </message>
    <message>
        <source>receipt {number}</source>
        <translation>受理号 {number}</translation>
    </message>
    <message>
        <source>waits in the outbox, is sent by itself</source>
        <translation>在发件箱中等待，会自动发送</translation>
    </message>
    <message>
        <source>{n} found</source>
        <translation>找到 {n} 篇</translation>
    </message>
    <message>
        <source>{n} in all, kept on this computer</source>
        <translation>共 {n} 篇，保存在本机</translation>
    </message>
    <message>
        <source>“{reason}”</source>
        <translation>“{reason}”</translation>
    </message>
</context>
<context>
    <name>Fatal</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Everything saved before is kept. Free some disk space, then start again.</source>
        <translation>此前保存的内容都在。请先腾出一些磁盘空间，再重新启动。</translation>
    </message>
    <message>
        <source>Nothing was changed. Ask who looks after this computer to make the folder writable, then start again.</source>
        <translation>没有作任何改动。请联系本机管理人员开放该文件夹的写入权限，再重新启动。</translation>
    </message>
    <message>
        <source>Nothing was changed. Start again; if it stays so, send the line below to the information centre.</source>
        <translation>没有作任何改动。请重新启动；如仍然如此，请将下面一行内容发给信息中心。</translation>
    </message>
    <message>
        <source>The disk is full: the program cannot start</source>
        <translation>磁盘已满，程序无法启动</translation>
    </message>
    <message>
        <source>The drafts on this computer cannot be opened</source>
        <translation>无法打开本机上的稿件</translation>
    </message>
</context>
<context>
    <name>KindForm</name>
    <message>
        <source>(not chosen)</source>
        <translation>（未选择）</translation>
    </message>
    <message>
        <source>Pick…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>{field} (required)</source>
        <translation>{field}（必填）</translation>
    </message>
</context>
<context>
    <name>Messages</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>复制详情</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>Outbox</name>
    <message>
        <source>(no title)</source>
        <translation>（无标题）</translation>
    </message>
    <message>
        <source>Ask now</source>
        <translation>查询</translation>
    </message>
    <message>
        <source>Diagnosis</source>
        <translation>诊断</translation>
    </message>
    <message>
        <source>Files {done}</source>
        <translation>附件 {done}</translation>
    </message>
    <message>
        <source>Handing over the text; waiting for the receipt</source>
        <translation>正在提交正文，等待回执</translation>
    </message>
    <message>
        <source>It has not been sent. It becomes a draft again that you can change and submit later.</source>
        <translation>它还没有发出。撤回后变回草稿，可以修改后再提交。</translation>
    </message>
    <message>
        <source>Mend it</source>
        <translation>去修改</translation>
    </message>
    <message>
        <source>Outbox</source>
        <translation>发件箱</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Please sign in again; everything is safe on this computer</source>
        <translation>请重新登录；稿件都在本机，未丢失</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>回执</translation>
    </message>
    <message>
        <source>Receipt {number}</source>
        <translation>受理号 {number}</translation>
    </message>
    <message>
        <source>Sending goes on as soon as you have signed in</source>
        <translation>登录后自动继续发送</translation>
    </message>
    <message>
        <source>Sending pauses; everything is safe on this computer</source>
        <translation>暂停发送；稿件都在本机，未丢失</translation>
    </message>
    <message>
        <source>Sent, but no receipt came yet; the portal is asked first, it is never submitted twice</source>
        <translation>已发出，尚未收到回执；会先向门户查询，不会重复提交</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Submitted {when}</source>
        <translation>提交于{when}</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Take back “{title}”?</source>
        <translation>撤回“{title}”？</translation>
    </message>
    <message>
        <source>Taken back before it was sent</source>
        <translation>发送前已撤回</translation>
    </message>
    <message>
        <source>Taken back; it is a draft again</source>
        <translation>已撤回，变回草稿</translation>
    </message>
    <message>
        <source>The account is locked for a while; everything is safe on this computer</source>
        <translation>账号暂时被锁定；稿件都在本机，未丢失</translation>
    </message>
    <message>
        <source>The network asks for a log-in of its own; everything is safe on this computer</source>
        <translation>所在网络要求先登录；稿件都在本机，未丢失</translation>
    </message>
    <message>
        <source>The outbox is empty</source>
        <translation>发件箱是空的</translation>
    </message>
    <message>
        <source>The portal cannot be reached; everything is safe on this computer</source>
        <translation>连不上门户；稿件都在本机，未丢失</translation>
    </message>
    <message>
        <source>The portal had another version; you have decided since</source>
        <translation>门户当时已有另一个版本，您已作出选择</translation>
    </message>
    <message>
        <source>The portal objects to one place</source>
        <translation>门户退回 1 项</translation>
    </message>
    <message>
        <source>The portal objects to {n} places</source>
        <translation>门户退回 {n} 项</translation>
    </message>
    <message>
        <source>The portal's certificate was not accepted; nothing was sent, everything is safe here</source>
        <translation>门户的证书未被接受；没有发送任何内容，稿件都在本机</translation>
    </message>
    <message>
        <source>Tried again by itself in {time}</source>
        <translation>{time}后自动再试</translation>
    </message>
    <message>
        <source>Tried again now</source>
        <translation>正在再试</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>立即重试</translation>
    </message>
    <message>
        <source>What you submit is listed here with its receipt.</source>
        <translation>提交的稿件会列在这里，并附回执。</translation>
    </message>
    <message>
        <source>Write and submit without a network; everything is sent by itself, each piece exactly once</source>
        <translation>没有网络时照常写、照常提交，联网后自动发送，每件只发一次</translation>
    </message>
    <message>
        <source>attempt {n}</source>
        <translation>第 {n} 次</translation>
    </message>
    <message>
        <source>goes on by itself where it stopped</source>
        <translation>断网会自动续传</translation>
    </message>
    <message>
        <source>is sent after the one before it</source>
        <translation>前一件发完后发送</translation>
    </message>
    <message>
        <source>is sent now</source>
        <translation>即将发送</translation>
    </message>
    <message>
        <source>is sent when the outbox goes on</source>
        <translation>恢复后自动发送</translation>
    </message>
    <message>
        <source>tried again in {time}</source>
        <translation>{time}后再试</translation>
    </message>
    <message>
        <source>waits for: {stage}</source>
        <translation>等待{stage}</translation>
    </message>
</context>
<context>
    <name>Published</name>
    <message>
        <source>Address copied</source>
        <translation>地址已复制</translation>
    </message>
    <message>
        <source>Articles of my unit on the portal</source>
        <translation>本单位在门户上的文章</translation>
    </message>
    <message>
        <source>Asking the portal…</source>
        <translation>正在向门户查询…</translation>
    </message>
    <message>
        <source>Bringing “{title}” onto this computer</source>
        <translation>正在把“{title}”取到本机</translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation>复制地址</translation>
    </message>
    <message>
        <source>Correct…</source>
        <translation>更正…</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>没有找到</translation>
    </message>
    <message>
        <source>Nothing is published yet</source>
        <translation>还没有已发布的文章</translation>
    </message>
    <message>
        <source>Open the web page</source>
        <translation>打开网页</translation>
    </message>
    <message>
        <source>Published</source>
        <translation>已发布</translation>
    </message>
    <message>
        <source>Published articles</source>
        <translation>已发布的文章</translation>
    </message>
    <message>
        <source>Reason (stays in the record). The page disappears from the public site at once.</source>
        <translation>撤稿理由（留存备查）。网页会立即从公开网站撤下。</translation>
    </message>
    <message>
        <source>Search published articles</source>
        <translation>搜索已发布的文章</translation>
    </message>
    <message>
        <source>The address cannot be opened here: {url}</source>
        <translation>本机打不开此地址：{url}</translation>
    </message>
    <message>
        <source>This list comes from the portal. Drafts and outbox work without it.</source>
        <translation>此列表来自门户；没有它，稿件和发件箱照常可用。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Try other words.</source>
        <translation>换个词试试。</translation>
    </message>
    <message>
        <source>When an article is approved, it is listed here with its address.</source>
        <translation>稿件通过审核后会列在这里，并附网址。</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>撤稿</translation>
    </message>
    <message>
        <source>Withdraw “{title}”?</source>
        <translation>撤下“{title}”？</translation>
    </message>
    <message>
        <source>Withdrawn: {title}</source>
        <translation>已撤稿：{title}</translation>
    </message>
    <message>
        <source>Withdraw…</source>
        <translation>撤稿…</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>{place} (Ctrl+{number})</source>
        <translation>{place}（Ctrl+{number}）</translation>
    </message>
</context>
<context>
    <name>Receipt</name>
    <message>
        <source>Attachments</source>
        <translation>附件数</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Fingerprint of the text</source>
        <translation>内容指纹</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一环节</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>打印…</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>回执</translation>
    </message>
    <message>
        <source>Receipt number</source>
        <translation>受理号</translation>
    </message>
    <message>
        <source>Received at</source>
        <translation>受理时间</translation>
    </message>
    <message>
        <source>Received by</source>
        <translation>受理单位</translation>
    </message>
    <message>
        <source>Submitted by</source>
        <translation>提交人</translation>
    </message>
    <message>
        <source>The portal has received this submission, once.</source>
        <translation>门户已收到此次提交，且仅收到一次。</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Account</source>
        <translation>账号</translation>
    </message>
    <message>
        <source>All drafts and files of this account are removed from this computer and cannot be brought back.</source>
        <translation>该账号在本机的全部稿件和文件将被清除，无法恢复。</translation>
    </message>
    <message>
        <source>Also remove its drafts and files from this computer</source>
        <translation>同时清除本机上的稿件和文件</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Changes take effect at once</source>
        <translation>更改立即生效</translation>
    </message>
    <message>
        <source>Checks network, password store, fonts</source>
        <translation>检测网络、密码库、字体等</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Diagnosis…</source>
        <translation>诊断…</translation>
    </message>
    <message>
        <source>Drafts and files are kept in</source>
        <translation>稿件和文件保存在</translation>
    </message>
    <message>
        <source>Grows the whole window</source>
        <translation>整个窗口随之放大</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>高对比度</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Language and look</source>
        <translation>语言与外观</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>No file manager was found; the path is on the clipboard</source>
        <translation>没有找到文件管理器，路径已复制到剪贴板</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Show folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>退出登录</translation>
    </message>
    <message>
        <source>Sign out {name}?</source>
        <translation>退出 {name}？</translation>
    </message>
    <message>
        <source>Sign out…</source>
        <translation>退出登录…</translation>
    </message>
    <message>
        <source>Sign-in</source>
        <translation>登录状态</translation>
    </message>
    <message>
        <source>Signed out here. The portal could not be told: its side of the sign-in ends by itself when it expires.</source>
        <translation>本机已退出。未能通知门户：门户一侧的登录到期后自动失效。</translation>
    </message>
    <message>
        <source>Something does not work?</source>
        <translation>遇到问题？</translation>
    </message>
    <message>
        <source>Switch account</source>
        <translation>切换账号</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>文字大小</translation>
    </message>
    <message>
        <source>The drafts stay on this computer and are there again after the next sign-in.</source>
        <translation>稿件留在本机，下次登录后仍在。</translation>
    </message>
    <message>
        <source>The sign-in is kept for this session only</source>
        <translation>登录仅保留到本次关闭程序</translation>
    </message>
    <message>
        <source>The sign-in is kept in the system's password store</source>
        <translation>登录保存在系统密码库中</translation>
    </message>
    <message>
        <source>{n} items in the outbox are not sent yet, so nothing is removed. Take them back or send them first.</source>
        <translation>发件箱还有 {n} 件未发送，因此没有清除任何内容。请先发送或撤回。</translation>
    </message>
    <message>
        <source>{n} items wait in the outbox; they stay here and are sent after the next sign-in.</source>
        <translation>发件箱还有 {n} 件等待发送，会留在本机，下次登录后发送。</translation>
    </message>
</context>
<context>
    <name>SignIn</name>
    <message>
        <source>Account</source>
        <translation>账号</translation>
    </message>
    <message>
        <source>Account or password is wrong. Check Caps Lock and the input method, then try again.</source>
        <translation>账号或密码不正确。请检查大写锁定和输入法后再试。</translation>
    </message>
    <message>
        <source>Accounts on this computer</source>
        <translation>本机的账号</translation>
    </message>
    <message>
        <source>Address of the portal</source>
        <translation>门户地址</translation>
    </message>
    <message>
        <source>At least {n} characters</source>
        <translation>至少 {n} 个字符</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Both entries are the same</source>
        <translation>两次输入一致</translation>
    </message>
    <message>
        <source>Choose a new password</source>
        <translation>设置新密码</translation>
    </message>
    <message>
        <source>Does not contain the account</source>
        <translation>不包含账号名</translation>
    </message>
    <message>
        <source>Enter the address of the portal, as the information centre gave it.</source>
        <translation>请输入信息中心提供的门户地址。</translation>
    </message>
    <message>
        <source>Enter your account.</source>
        <translation>请输入账号。</translation>
    </message>
    <message>
        <source>Enter your password.</source>
        <translation>请输入密码。</translation>
    </message>
    <message>
        <source>Letters and digits</source>
        <translation>同时含有字母和数字</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>新密码</translation>
    </message>
    <message>
        <source>Not asked yet</source>
        <translation>尚未查询</translation>
    </message>
    <message>
        <source>Not the old password</source>
        <translation>与旧密码不同</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Practice accounts</source>
        <translation>练习账号</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Sign in to the portal</source>
        <translation>登录门户</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>正在登录…</translation>
    </message>
    <message>
        <source>The password is not stored. This computer keeps a sign-in of its own in the system's password store.</source>
        <translation>密码不会被保存；本机的登录凭据存放在系统密码库中。</translation>
    </message>
    <message>
        <source>The portal did not accept the new password. Choose one that is harder to guess.</source>
        <translation>门户没有接受新密码，请换一个更难猜的。</translation>
    </message>
    <message>
        <source>The same once more</source>
        <translation>再输入一次</translation>
    </message>
    <message>
        <source>The sign-in is kept for this session only and is written to no file; next time the password is asked for.</source>
        <translation>登录仅保留到本次关闭程序，不写入任何文件；下次需重新输入密码。</translation>
    </message>
    <message>
        <source>The system's password store could not be used.</source>
        <translation>系统密码库无法使用。</translation>
    </message>
    <message>
        <source>The system's password store does not answer.</source>
        <translation>系统密码库没有响应。</translation>
    </message>
    <message>
        <source>The system's password store is locked.</source>
        <translation>系统密码库已锁定。</translation>
    </message>
    <message>
        <source>The system's password store is one that this program does not trust.</source>
        <translation>系统密码库不在本程序信任的范围内。</translation>
    </message>
    <message>
        <source>This account is locked for a while after too many wrong passwords. Wait, or ask the information centre.</source>
        <translation>密码错误次数过多，账号暂时被锁定。请稍候，或联系信息中心。</translation>
    </message>
    <message>
        <source>This computer has no password store.</source>
        <translation>本机没有系统密码库。</translation>
    </message>
    <message>
        <source>This computer no longer holds a sign-in for this account. Your drafts are safe: enter the password.</source>
        <translation>本机已没有此账号的登录凭据。稿件都在，请输入密码。</translation>
    </message>
    <message>
        <source>Use this password</source>
        <translation>使用此密码</translation>
    </message>
    <message>
        <source>With the account that the information centre assigned to you</source>
        <translation>使用信息中心分配的账号</translation>
    </message>
    <message>
        <source>Work offline</source>
        <translation>离线工作</translation>
    </message>
    <message>
        <source>You are not signed in; drafts on this computer are safe. Try again in a while.</source>
        <translation>尚未登录；本机上的稿件都在。请稍后再试。</translation>
    </message>
    <message>
        <source>{account} signs in for the first time: the password that was handed out can be used only once.</source>
        <translation>{account} 首次登录：分发的初始密码只能使用一次。</translation>
    </message>
    <message>
        <source>{portal} answers</source>
        <translation>{portal}，连接正常</translation>
    </message>
</context>
<context>
    <name>Starting</name>
    <message>
        <source>Changed</source>
        <translation>有变化</translation>
    </message>
    <message>
        <source>Charts and drawn shapes</source>
        <translation>图表和绘制图形</translation>
    </message>
    <message>
        <source>Comments</source>
        <translation>批注</translation>
    </message>
    <message>
        <source>Embedded objects</source>
        <translation>嵌入对象</translation>
    </message>
    <message>
        <source>Equations</source>
        <translation>公式</translation>
    </message>
    <message>
        <source>Find a section</source>
        <translation>查找栏目</translation>
    </message>
    <message>
        <source>Footnotes</source>
        <translation>脚注</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Headers and footers</source>
        <translation>页眉页脚</translation>
    </message>
    <message>
        <source>Headings</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>已保留</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>已舍去</translation>
    </message>
    <message>
        <source>List items</source>
        <translation>列表项</translation>
    </message>
    <message>
        <source>New article</source>
        <translation>新建稿件</translation>
    </message>
    <message>
        <source>No section is known yet in which you may write. Sign in while connected, then it is there.</source>
        <translation>还不知道您可以在哪些栏目供稿。联网登录一次后即可使用。</translation>
    </message>
    <message>
        <source>Numbered lines made headings</source>
        <translation>序号行转为标题</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open a Word document</source>
        <translation>打开 Word 文档</translation>
    </message>
    <message>
        <source>Opening the document</source>
        <translation>正在打开文档</translation>
    </message>
    <message>
        <source>Paragraphs</source>
        <translation>段落</translation>
    </message>
    <message>
        <source>Picture {name} could not be used: add it again.</source>
        <translation>图片 {name} 无法使用，请重新添加。</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Pictures freed of their position</source>
        <translation>已清除位置信息的图片</translation>
    </message>
    <message>
        <source>Section</source>
        <translation>栏目</translation>
    </message>
    <message>
        <source>Signature and date</source>
        <translation>落款</translation>
    </message>
    <message>
        <source>Start writing</source>
        <translation>开始写</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>The document was opened</source>
        <translation>文档已打开</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>文章标题</translation>
    </message>
    <message>
        <source>Tracked deletions</source>
        <translation>修订删除</translation>
    </message>
    <message>
        <source>Tracked insertions</source>
        <translation>修订插入</translation>
    </message>
    <message>
        <source>Word documents (*.docx)</source>
        <translation>Word 文档 (*.docx)</translation>
    </message>
    <message>
        <source>{name} becomes a draft; the document itself is not changed.</source>
        <translation>{name} 将转为稿件，原文档不会改动。</translation>
    </message>
</context>
<context>
    <name>States</name>
    <message>
        <source>Correction</source>
        <translation>更正中</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>已送达</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>In review</source>
        <translation>审核中</translation>
    </message>
    <message>
        <source>Needs you</source>
        <translation>需处理</translation>
    </message>
    <message>
        <source>Published</source>
        <translation>已发布</translation>
    </message>
    <message>
        <source>Queued</source>
        <translation>排队</translation>
    </message>
    <message>
        <source>Result unknown</source>
        <translation>结果未知</translation>
    </message>
    <message>
        <source>Returned</source>
        <translation>已退回</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>上传中</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>已撤回</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>待发送</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation>已撤稿</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>Connected to {portal}</source>
        <translation>已连接 {portal}</translation>
    </message>
    <message>
        <source>English</source>
        <translation>中文</translation>
    </message>
    <message>
        <source>No network · working offline</source>
        <translation>没有网络 · 离线可用</translation>
    </message>
    <message>
        <source>Not connected yet</source>
        <translation>尚未连接</translation>
    </message>
    <message>
        <source>Not signed in · working offline</source>
        <translation>未登录 · 离线可用</translation>
    </message>
    <message>
        <source>Outbox empty</source>
        <translation>发件箱无待发</translation>
    </message>
    <message>
        <source>Outbox: {n} waiting</source>
        <translation>发件箱 {n} 件待发</translation>
    </message>
    <message>
        <source>Rule pack {version}</source>
        <translation>规则包 {version}</translation>
    </message>
    <message>
        <source>The portal does not answer · working offline</source>
        <translation>门户无应答 · 离线可用</translation>
    </message>
</context>
<context>
    <name>Today</name>
    <message>
        <source>Drafts are saved on this computer while you write, with or without a network.</source>
        <translation>有没有网络都一样，边写边保存在本机。</translation>
    </message>
    <message>
        <source>Mend</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>My sections</source>
        <translation>我的栏目</translation>
    </message>
    <message>
        <source>New article</source>
        <translation>新建稿件</translation>
    </message>
    <message>
        <source>No drafts yet</source>
        <translation>还没有稿件</translation>
    </message>
    <message>
        <source>No section is known yet</source>
        <translation>还没有栏目信息</translation>
    </message>
    <message>
        <source>Nothing waits for you</source>
        <translation>没有等您处理的事项</translation>
    </message>
    <message>
        <source>Nothing waits to be sent</source>
        <translation>没有待发送的稿件</translation>
    </message>
    <message>
        <source>Open Word document…</source>
        <translation>打开 Word 文档…</translation>
    </message>
    <message>
        <source>Outbox</source>
        <translation>发件箱</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>已超期</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Recent drafts</source>
        <translation>最近的稿件</translation>
    </message>
    <message>
        <source>Returned drafts and reviews appear here.</source>
        <translation>退回的稿件和待审核事项会出现在这里。</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>审核</translation>
    </message>
    <message>
        <source>They come from the portal after the first connection.</source>
        <translation>首次联网后由门户下发。</translation>
    </message>
    <message>
        <source>To review</source>
        <translation>待审核</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Waiting for me</source>
        <translation>等我处理</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>去写</translation>
    </message>
    <message>
        <source>Write the first one</source>
        <translation>写第一篇</translation>
    </message>
    <message>
        <source>and {n} more</source>
        <translation>另有 {n} 个</translation>
    </message>
    <message>
        <source>by {person}</source>
        <translation>提交人 {person}</translation>
    </message>
    <message>
        <source>due {when}</source>
        <translation>{when}前办结</translation>
    </message>
    <message>
        <source>last published {when}</source>
        <translation>上次发布 {when}</translation>
    </message>
    <message>
        <source>waiting {time}</source>
        <translation>已等待 {time}</translation>
    </message>
    <message>
        <source>was due {when}</source>
        <translation>应于{when}办结</translation>
    </message>
    <message>
        <source>“{reason}”</source>
        <translation>“{reason}”</translation>
    </message>
</context>
<context>
    <name>Trash</name>
    <message>
        <source>Drafts that you remove stay here for 30 days.</source>
        <translation>移除的稿件会在这里保留 30 天。</translation>
    </message>
    <message>
        <source>Empty the trash…</source>
        <translation>清空回收站…</translation>
    </message>
    <message>
        <source>Kept for 30 days, then removed by itself</source>
        <translation>保留 30 天，之后自动清除</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>最后一天</translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Put back: {title}</source>
        <translation>已恢复：{title}</translation>
    </message>
    <message>
        <source>Remove for ever</source>
        <translation>彻底删除</translation>
    </message>
    <message>
        <source>Remove for ever…</source>
        <translation>彻底删除…</translation>
    </message>
    <message>
        <source>Remove {n} drafts for ever?</source>
        <translation>彻底删除 {n} 篇稿件？</translation>
    </message>
    <message>
        <source>Remove “{title}” for ever?</source>
        <translation>彻底删除“{title}”？</translation>
    </message>
    <message>
        <source>The text, its history and its files go from this computer. What the portal has received stays there.</source>
        <translation>正文、历史版本和文件将从本机清除；门户已收到的内容不受影响。</translation>
    </message>
    <message>
        <source>The trash is empty</source>
        <translation>回收站是空的</translation>
    </message>
    <message>
        <source>Trash</source>
        <translation>回收站</translation>
    </message>
    <message>
        <source>removed {when}</source>
        <translation>移除于 {when}</translation>
    </message>
    <message>
        <source>{n} days left</source>
        <translation>还剩 {n} 天</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>Close without saving</source>
        <translation>不保存并关闭</translation>
    </message>
    <message>
        <source>Close without them? Better: go back, free some disk space or copy the text somewhere else first.</source>
        <translation>确定不保存就关闭吗？建议先返回，清理磁盘空间，或把正文复制到别处。</translation>
    </message>
    <message>
        <source>Practice: a made-up district on this computer. Nothing here is published for real.</source>
        <translation>练习模式：本机上虚构的区县，不会真正发布任何内容。</translation>
    </message>
    <message>
        <source>The newest changes could not be saved</source>
        <translation>最新的修改未能保存</translation>
    </message>
    <message>
        <source>Unit Editor</source>
        <translation>政务采编</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>昨天</translation>
    </message>
    <message>
        <source>{d} days</source>
        <translation>{d} 天</translation>
    </message>
    <message>
        <source>{h} h</source>
        <translation>{h} 小时</translation>
    </message>
    <message>
        <source>{m} min</source>
        <translation>{m} 分钟</translation>
    </message>
    <message>
        <source>{m} min {s} s</source>
        <translation>{m} 分 {s} 秒</translation>
    </message>
    <message>
        <source>{n} bytes</source>
        <translation>{n} 字节</translation>
    </message>
    <message>
        <source>{s} s</source>
        <translation>{s} 秒</translation>
    </message>
</context>
<context>
    <name>diagnosis</name>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Chinese font</source>
        <translation>中文字体</translation>
    </message>
    <message>
        <source>Clock difference</source>
        <translation>时钟偏差</translation>
    </message>
    <message>
        <source>Data folder</source>
        <translation>数据文件夹</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>数据库</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>磁盘</translation>
    </message>
    <message>
        <source>Free space</source>
        <translation>可用空间</translation>
    </message>
    <message>
        <source>Frozen</source>
        <translation>打包运行</translation>
    </message>
    <message>
        <source>Input method</source>
        <translation>输入法</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Password store</source>
        <translation>密码库</translation>
    </message>
    <message>
        <source>Portal</source>
        <translation>门户</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>程序</translation>
    </message>
    <message>
        <source>Python</source>
        <translation>Python</translation>
    </message>
    <message>
        <source>Qt</source>
        <translation>Qt</translation>
    </message>
    <message>
        <source>Rule pack</source>
        <translation>规则包</translation>
    </message>
    <message>
        <source>System</source>
        <translation>系统</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>another page answered</source>
        <translation>应答的不是门户</translation>
    </message>
    <message>
        <source>certificate not accepted</source>
        <translation>证书未被接受</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>没有应答</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
</context>
<context>
    <name>errors</name>
    <message>
        <source>A file inside the archive is not accepted</source>
        <translation>压缩包内有不接受的文件</translation>
    </message>
    <message>
        <source>A member's name would write outside its folder</source>
        <translation>压缩包内的文件名会写到目录之外</translation>
    </message>
    <message>
        <source>An archive lies inside the archive</source>
        <translation>压缩包内还有压缩包</translation>
    </message>
    <message>
        <source>An attached file on this computer is damaged</source>
        <translation>本机上的一个附件已损坏</translation>
    </message>
    <message>
        <source>An attachment on this computer cannot be read</source>
        <translation>本机上的一个附件无法读取</translation>
    </message>
    <message>
        <source>An attachment on this computer is damaged</source>
        <translation>本机上的一个附件已损坏</translation>
    </message>
    <message>
        <source>Another file is embedded in it</source>
        <translation>内嵌了其他文件</translation>
    </message>
    <message>
        <source>Another page answered instead of the portal</source>
        <translation>应答的不是门户，而是别的网页</translation>
    </message>
    <message>
        <source>Another window of this program is using the same data</source>
        <translation>本程序的另一个窗口正在使用同一份数据</translation>
    </message>
    <message>
        <source>Ask the information centre if you should be able to.</source>
        <translation>如果您应当有此权限，请联系信息中心。</translation>
    </message>
    <message>
        <source>Charts and drawn shapes were left out</source>
        <translation>图表和绘制图形未带入</translation>
    </message>
    <message>
        <source>Choose a new password first</source>
        <translation>请先设置新密码</translation>
    </message>
    <message>
        <source>Comments were left out</source>
        <translation>批注未带入</translation>
    </message>
    <message>
        <source>Copy the text in the window, then close the program and start it again: it restores the newest backup.</source>
        <translation>请先复制窗口中的文字，再关闭并重新打开程序：它会恢复最新的备份。</translation>
    </message>
    <message>
        <source>Drafts are safer on this computer's own disk. Ask the information centre to move the data folder.</source>
        <translation>稿件放在本机磁盘上更安全。请信息中心协助迁移数据文件夹。</translation>
    </message>
    <message>
        <source>Embedded objects were left out</source>
        <translation>嵌入对象未带入</translation>
    </message>
    <message>
        <source>Enter it as the information centre gave it, for example https://portal.example.gov.cn</source>
        <translation>请按信息中心提供的地址输入，例如 https://portal.example.gov.cn</translation>
    </message>
    <message>
        <source>Equations were left out</source>
        <translation>公式未带入</translation>
    </message>
    <message>
        <source>Everything is saved. Mend what is listed or give a reason, then submit again.</source>
        <translation>内容都已保存。请修改列出的问题或说明理由，然后再提交。</translation>
    </message>
    <message>
        <source>Files of this type are not accepted</source>
        <translation>不接受这种类型的文件</translation>
    </message>
    <message>
        <source>Headers and footers were left out</source>
        <translation>页眉页脚未带入</translation>
    </message>
    <message>
        <source>It has a hidden sheet</source>
        <translation>含有隐藏的工作表</translation>
    </message>
    <message>
        <source>It has a hidden slide</source>
        <translation>含有隐藏的幻灯片</translation>
    </message>
    <message>
        <source>It has hidden columns</source>
        <translation>含有隐藏的列</translation>
    </message>
    <message>
        <source>It has hidden rows</source>
        <translation>含有隐藏的行</translation>
    </message>
    <message>
        <source>It has hidden text</source>
        <translation>含有隐藏文字</translation>
    </message>
    <message>
        <source>It holds comments</source>
        <translation>含有批注</translation>
    </message>
    <message>
        <source>It holds no readable text, only pictures perhaps; it could not be checked</source>
        <translation>没有可读取的文字（可能全是图片），未能检查</translation>
    </message>
    <message>
        <source>It holds tracked changes</source>
        <translation>含有修订痕迹</translation>
    </message>
    <message>
        <source>It is asked again by itself.</source>
        <translation>会自动再次查询。</translation>
    </message>
    <message>
        <source>It loads content from elsewhere</source>
        <translation>会从别处加载内容</translation>
    </message>
    <message>
        <source>It may have been removed meanwhile. Go back to the list.</source>
        <translation>它可能已被移除。请返回列表。</translation>
    </message>
    <message>
        <source>It may have reached the portal already and cannot be taken back here</source>
        <translation>它可能已到达门户，不能在这里撤回</translation>
    </message>
    <message>
        <source>It was cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>It was changed on the portal meanwhile</source>
        <translation>门户上的内容已被他人修改</translation>
    </message>
    <message>
        <source>It was not added. Choose another file.</source>
        <translation>未添加。请换一个文件。</translation>
    </message>
    <message>
        <source>It was not added. Make it smaller (50 megapixels at most) and add it again.</source>
        <translation>未添加。请缩小图片（最多 5000 万像素）后再添加。</translation>
    </message>
    <message>
        <source>It was not sent. Attach the file again from its original.</source>
        <translation>未发送。请用原文件重新添加附件。</translation>
    </message>
    <message>
        <source>Its properties name people</source>
        <translation>文件属性中有人名</translation>
    </message>
    <message>
        <source>Its text could not be read and was not checked</source>
        <translation>文字无法读取，未检查</translation>
    </message>
    <message>
        <source>Make the file smaller or split it, then submit again.</source>
        <translation>请压缩或拆分文件后再提交。</translation>
    </message>
    <message>
        <source>Names inside the archive may show as gibberish elsewhere</source>
        <translation>压缩包内的文件名在别的电脑上可能显示为乱码</translation>
    </message>
    <message>
        <source>Nothing is lost. Try again; after several wrong tries the account is locked for a while.</source>
        <translation>没有丢失任何内容。请重试；多次输错后账号会暂时锁定。</translation>
    </message>
    <message>
        <source>Nothing more was sent. Log in to the network if it asks for it, or ask the information centre.</source>
        <translation>没有继续发送。如果网络要求登录请先登录，或联系信息中心。</translation>
    </message>
    <message>
        <source>Nothing was changed. Install the newer version, then open it again.</source>
        <translation>没有改动任何内容。请安装新版本后再打开。</translation>
    </message>
    <message>
        <source>Nothing was changed. Your text is still in the window: export it, and ask who looks after this computer.</source>
        <translation>没有改动任何内容。正文仍在窗口中：请导出，并联系电脑管理员。</translation>
    </message>
    <message>
        <source>Nothing was imported. Open it in Word or WPS, save it again as .docx and try once more.</source>
        <translation>没有导入任何内容。请用 Word 或 WPS 打开并另存为 .docx 后再试。</translation>
    </message>
    <message>
        <source>Nothing was overwritten. Look at both versions and decide.</source>
        <translation>没有覆盖任何内容。请对照两个版本后决定。</translation>
    </message>
    <message>
        <source>Nothing was published. Mend what is listed, then submit again.</source>
        <translation>没有发布任何内容。请修改列出的问题后再提交。</translation>
    </message>
    <message>
        <source>Nothing was sent. Check the address in the settings, or ask the information centre.</source>
        <translation>没有发送任何内容。请检查设置中的地址，或联系信息中心。</translation>
    </message>
    <message>
        <source>Nothing was sent. Check this computer's date and time, or ask the information centre for its certificate.</source>
        <translation>没有发送任何内容。请检查本机的日期和时间，或向信息中心索取证书。</translation>
    </message>
    <message>
        <source>Nothing was sent. Remove the attachment, add it again, then submit.</source>
        <translation>没有发送任何内容。请移除该附件，重新添加后再提交。</translation>
    </message>
    <message>
        <source>Only the beginning of its text was checked</source>
        <translation>只检查了开头部分的文字</translation>
    </message>
    <message>
        <source>Over http anybody on the way could read the password. Nothing was sent.</source>
        <translation>使用 http 时途中任何人都能看到密码。没有发送任何内容。</translation>
    </message>
    <message>
        <source>Please sign in again</source>
        <translation>请重新登录</translation>
    </message>
    <message>
        <source>Recall it first, or wait until it is returned.</source>
        <translation>请先撤回，或等待退回。</translation>
    </message>
    <message>
        <source>Say what is to be changed</source>
        <translation>请写明需要修改什么</translation>
    </message>
    <message>
        <source>Say why it is withdrawn</source>
        <translation>请写明撤稿理由</translation>
    </message>
    <message>
        <source>Sign in with a browser first, or ask the information centre.</source>
        <translation>请先用浏览器登录，或联系信息中心。</translation>
    </message>
    <message>
        <source>Some pictures could not be taken over; their places are marked</source>
        <translation>部分图片未能带入，原位置已标出</translation>
    </message>
    <message>
        <source>Some points are still open: it was not submitted</source>
        <translation>还有问题未处理，没有提交</translation>
    </message>
    <message>
        <source>Some saved texts were damaged on the disk</source>
        <translation>磁盘上部分已保存的文字损坏</translation>
    </message>
    <message>
        <source>Something went wrong</source>
        <translation>出了点问题</translation>
    </message>
    <message>
        <source>Switch to the other window, or close it and start again.</source>
        <translation>请切换到那个窗口，或关闭它后重新打开。</translation>
    </message>
    <message>
        <source>The address must begin with https://</source>
        <translation>地址必须以 https:// 开头</translation>
    </message>
    <message>
        <source>The address of the portal is missing</source>
        <translation>缺少门户地址</translation>
    </message>
    <message>
        <source>The content is not what the extension says</source>
        <translation>文件内容与扩展名不符</translation>
    </message>
    <message>
        <source>The damaged file was set aside and the newest backup was restored.</source>
        <translation>损坏的文件已另存，并恢复了最新的备份。</translation>
    </message>
    <message>
        <source>The damaged file was set aside, not deleted. Look whether your latest drafts are complete.</source>
        <translation>损坏的文件已另存，没有删除。请检查最近的稿件是否完整。</translation>
    </message>
    <message>
        <source>The data file on this computer is damaged</source>
        <translation>本机的数据文件已损坏</translation>
    </message>
    <message>
        <source>The data file was damaged</source>
        <translation>数据文件已损坏</translation>
    </message>
    <message>
        <source>The data file was damaged: the newest backup was restored</source>
        <translation>数据文件曾损坏：已恢复最新的备份</translation>
    </message>
    <message>
        <source>The data folder cannot be written to</source>
        <translation>数据文件夹无法写入</translation>
    </message>
    <message>
        <source>The data folder lies on a network drive</source>
        <translation>数据文件夹位于网络驱动器上</translation>
    </message>
    <message>
        <source>The disk is full: the latest changes are not saved yet</source>
        <translation>磁盘已满：最新的修改尚未保存</translation>
    </message>
    <message>
        <source>The document holds a script</source>
        <translation>文档含有脚本</translation>
    </message>
    <message>
        <source>The document loads a template from elsewhere</source>
        <translation>文档会从别处加载模板</translation>
    </message>
    <message>
        <source>The document starts a program</source>
        <translation>文档会启动程序</translation>
    </message>
    <message>
        <source>The draft could not be saved to this computer</source>
        <translation>稿件未能保存到本机</translation>
    </message>
    <message>
        <source>The extension does not fit the picture's format</source>
        <translation>扩展名与图片格式不符</translation>
    </message>
    <message>
        <source>The file cannot be read</source>
        <translation>文件无法读取</translation>
    </message>
    <message>
        <source>The file did not arrive whole</source>
        <translation>文件没有完整送达</translation>
    </message>
    <message>
        <source>The file holds forbidden XML declarations</source>
        <translation>文件含有不允许的 XML 声明</translation>
    </message>
    <message>
        <source>The file holds macros</source>
        <translation>文件含有宏</translation>
    </message>
    <message>
        <source>The file holds too many parts</source>
        <translation>文件内的部分过多</translation>
    </message>
    <message>
        <source>The file is damaged or incomplete</source>
        <translation>文件已损坏或不完整</translation>
    </message>
    <message>
        <source>The file is empty</source>
        <translation>文件是空的</translation>
    </message>
    <message>
        <source>The file is larger than the portal accepts</source>
        <translation>文件超过门户允许的大小</translation>
    </message>
    <message>
        <source>The file is protected by a password and cannot be checked</source>
        <translation>文件有密码保护，无法检查</translation>
    </message>
    <message>
        <source>The file unpacks to far more than it seems</source>
        <translation>文件解压后远大于表面大小</translation>
    </message>
    <message>
        <source>The file was damaged on its way</source>
        <translation>文件在传输途中损坏</translation>
    </message>
    <message>
        <source>The name hides a second extension of a program</source>
        <translation>文件名中藏有程序扩展名</translation>
    </message>
    <message>
        <source>The name holds characters that turn the direction of writing</source>
        <translation>文件名含有改变书写方向的字符</translation>
    </message>
    <message>
        <source>The network may ask you to log in first. Open a browser, log in to the network, then try again.</source>
        <translation>所在网络可能要求先登录。请打开浏览器登录网络后再试。</translation>
    </message>
    <message>
        <source>The network's proxy did not connect us to the portal</source>
        <translation>网络代理没有连通门户</translation>
    </message>
    <message>
        <source>The officer sees this text.</source>
        <translation>信息员会看到这段文字。</translation>
    </message>
    <message>
        <source>The old password still holds. Choose another one and try again.</source>
        <translation>旧密码仍然有效。请换一个新密码再试。</translation>
    </message>
    <message>
        <source>The password store set up on this computer is not one of the system's own and is not used</source>
        <translation>本机设置的密码库不是系统自带的，不予使用</translation>
    </message>
    <message>
        <source>The picture has too many pixels</source>
        <translation>图片像素过多</translation>
    </message>
    <message>
        <source>The picture says where it was taken</source>
        <translation>图片带有拍摄位置</translation>
    </message>
    <message>
        <source>The portal asks to wait a moment</source>
        <translation>门户要求稍候</translation>
    </message>
    <message>
        <source>The portal cannot be reached</source>
        <translation>连不上门户</translation>
    </message>
    <message>
        <source>The portal could not carry this out</source>
        <translation>门户未能完成此操作</translation>
    </message>
    <message>
        <source>The portal does not have this item any more</source>
        <translation>门户上已没有此项</translation>
    </message>
    <message>
        <source>The portal has a problem of its own</source>
        <translation>门户自身出现问题</translation>
    </message>
    <message>
        <source>The portal has another text under this submission's key</source>
        <translation>门户上同一提交编号下是另一份内容</translation>
    </message>
    <message>
        <source>The portal is still working on it</source>
        <translation>门户仍在处理</translation>
    </message>
    <message>
        <source>The portal refused it</source>
        <translation>门户没有接受</translation>
    </message>
    <message>
        <source>The portal refused it as too large</source>
        <translation>文件过大，门户没有接受</translation>
    </message>
    <message>
        <source>The portal sent us on to an address without encryption</source>
        <translation>门户把连接转到了未加密的地址</translation>
    </message>
    <message>
        <source>The portal's answer is too large</source>
        <translation>门户的应答过大</translation>
    </message>
    <message>
        <source>The portal's certificate was not accepted</source>
        <translation>门户的证书未被接受</translation>
    </message>
    <message>
        <source>The reason stays in the record.</source>
        <translation>理由会留存备查。</translation>
    </message>
    <message>
        <source>The remark is empty</source>
        <translation>批注是空的</translation>
    </message>
    <message>
        <source>The rule pack is damaged and was not taken over</source>
        <translation>规则包已损坏，未启用</translation>
    </message>
    <message>
        <source>The rules that were in use before stay in use. Tell the information centre.</source>
        <translation>继续使用原有规则。请告知信息中心。</translation>
    </message>
    <message>
        <source>The secret is too long for the system's password store</source>
        <translation>凭据过长，系统密码库存不下</translation>
    </message>
    <message>
        <source>The system's password store does not answer</source>
        <translation>系统密码库没有响应</translation>
    </message>
    <message>
        <source>The system's password store is locked</source>
        <translation>系统密码库已锁定</translation>
    </message>
    <message>
        <source>The system's password store is not available</source>
        <translation>系统密码库不可用</translation>
    </message>
    <message>
        <source>The user name or the password is wrong</source>
        <translation>账号或密码不正确</translation>
    </message>
    <message>
        <source>This account is locked for a while after too many wrong passwords</source>
        <translation>密码错误次数过多，账号暂时被锁定</translation>
    </message>
    <message>
        <source>This account may not do this</source>
        <translation>此账号没有这项权限</translation>
    </message>
    <message>
        <source>This account needs a second step to sign in</source>
        <translation>此账号需要第二步验证才能登录</translation>
    </message>
    <message>
        <source>This address cannot be used</source>
        <translation>此地址不能使用</translation>
    </message>
    <message>
        <source>This article is on this computer already</source>
        <translation>此文章已在本机</translation>
    </message>
    <message>
        <source>This cannot be done in the present state</source>
        <translation>当前状态下不能这样操作</translation>
    </message>
    <message>
        <source>This computer has no password store that can be used</source>
        <translation>本机没有可用的密码库</translation>
    </message>
    <message>
        <source>This data was written by a newer version of the program</source>
        <translation>这份数据由更新版本的程序写入</translation>
    </message>
    <message>
        <source>This document cannot be opened</source>
        <translation>此文档无法打开</translation>
    </message>
    <message>
        <source>This draft has been submitted and cannot be changed now</source>
        <translation>此稿件已提交，现在不能修改</translation>
    </message>
    <message>
        <source>This file cannot be attached</source>
        <translation>此文件不能作为附件</translation>
    </message>
    <message>
        <source>This is not a picture that can be published</source>
        <translation>这不是可以发布的图片</translation>
    </message>
    <message>
        <source>This is not an address of a portal</source>
        <translation>这不是门户地址</translation>
    </message>
    <message>
        <source>This item is no longer on this computer</source>
        <translation>此项已不在本机</translation>
    </message>
    <message>
        <source>This must be mended; a reason is not enough</source>
        <translation>此处必须修改，说明理由也不能保留</translation>
    </message>
    <message>
        <source>This picture has too many pixels</source>
        <translation>图片像素过多</translation>
    </message>
    <message>
        <source>This picture is damaged or incomplete</source>
        <translation>图片已损坏或不完整</translation>
    </message>
    <message>
        <source>Too many tries to sign in from here</source>
        <translation>从此处尝试登录的次数过多</translation>
    </message>
    <message>
        <source>Tracked deletions were left out</source>
        <translation>修订删除的文字未带入</translation>
    </message>
    <message>
        <source>Tracked insertions were taken as text</source>
        <translation>修订插入的文字已作为正文带入</translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>请重试。</translation>
    </message>
    <message>
        <source>Unlock it and sign in again to be remembered. Until then the sign-in holds for this session only.</source>
        <translation>解锁后重新登录即可记住；在此之前登录仅在本次有效。</translation>
    </message>
    <message>
        <source>Wait a few minutes, or ask the information centre.</source>
        <translation>请等几分钟，或联系信息中心。</translation>
    </message>
    <message>
        <source>Wait until the portal has answered; then it can be recalled.</source>
        <translation>请等门户应答后再撤回。</translation>
    </message>
    <message>
        <source>What a backup had was mended from it. Read the latest drafts through; earlier versions are in their history.</source>
        <translation>备份中有的内容已据此修复。请通读最近的稿件；更早的版本在历史中。</translation>
    </message>
    <message>
        <source>You can go on: the sign-in is remembered for this session only and is not written to disk.</source>
        <translation>可以继续使用：登录仅保留到本次关闭程序，不写入磁盘。</translation>
    </message>
    <message>
        <source>Your drafts and the outbox are safe; sending goes on after signing in.</source>
        <translation>稿件和发件箱都在；登录后继续发送。</translation>
    </message>
    <message>
        <source>Your drafts are safe on this computer. It is tried again by itself.</source>
        <translation>稿件都在本机，未丢失。会自动再试。</translation>
    </message>
    <message>
        <source>Your drafts are safe on this computer. Sending is tried again by itself.</source>
        <translation>稿件都在本机，未丢失。会自动再次发送。</translation>
    </message>
    <message>
        <source>Your drafts are safe. It is tried again by itself.</source>
        <translation>稿件未丢失。会自动再试。</translation>
    </message>
    <message>
        <source>Your text is still in the window. Free some disk space or export the text, then save again.</source>
        <translation>正文仍在窗口中。请清理磁盘空间或导出文字，然后再保存。</translation>
    </message>
    <message>
        <source>Your text is still in the window. Free some disk space; saving is tried again by itself.</source>
        <translation>正文仍在窗口中。请清理磁盘空间，程序会自动再保存。</translation>
    </message>
    <message>
        <source>a family file holds [[rules]] and nothing else</source>
        <translation>规则文件只能包含 [[rules]]</translation>
    </message>
    <message>
        <source>a pack needs pack.toml with its version</source>
        <translation>规则包须有写明版本的 pack.toml</translation>
    </message>
    <message>
        <source>this id or slug is there twice</source>
        <translation>编号或名称重复</translation>
    </message>
</context>
<context>
    <name>places</name>
    <message>
        <source>About</source>
        <translation>关于</translation>
    </message>
    <message>
        <source>Drafts</source>
        <translation>稿件</translation>
    </message>
    <message>
        <source>Editor</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Outbox</source>
        <translation>发件箱</translation>
    </message>
    <message>
        <source>Published</source>
        <translation>已发布</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>审核</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Trash</source>
        <translation>回收站</translation>
    </message>
</context>
</TS>
