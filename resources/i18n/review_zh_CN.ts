<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Review</name>
    <message>
        <source>Add the remark</source>
        <translation>添加批注</translation>
    </message>
    <message>
        <source>All done</source>
        <translation>全部办结</translation>
    </message>
    <message>
        <source>Alternative text: {alt}</source>
        <translation>替代文字：{alt}</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>通过</translation>
    </message>
    <message>
        <source>Approve this version?</source>
        <translation>通过这一版？</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>通过</translation>
    </message>
    <message>
        <source>Approved and published: {url}</source>
        <translation>已通过并发布：{url}</translation>
    </message>
    <message>
        <source>Approved; now with: {stage}</source>
        <translation>已通过，转到：{stage}</translation>
    </message>
    <message>
        <source>As it will be published</source>
        <translation>发布后的样子</translation>
    </message>
    <message>
        <source>As published</source>
        <translation>网页效果</translation>
    </message>
    <message>
        <source>Attachments</source>
        <translation>附件</translation>
    </message>
    <message>
        <source>Being fetched…</source>
        <translation>正在取回…</translation>
    </message>
    <message>
        <source>Being sent…</source>
        <translation>正在发送…</translation>
    </message>
    <message>
        <source>Changes against the live page</source>
        <translation>与网上现有页面对比</translation>
    </message>
    <message>
        <source>Changes against the previous submission</source>
        <translation>与上一次提交对比</translation>
    </message>
    <message>
        <source>Changes since I last saw it</source>
        <translation>与上次我看到的对比</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Checked by the portal with its own rules.</source>
        <translation>由门户按规则检查。</translation>
    </message>
    <message>
        <source>Choose a reason…</source>
        <translation>请选择原因…</translation>
    </message>
    <message>
        <source>Choose a submission at the left.</source>
        <translation>请在左侧选择一件。</translation>
    </message>
    <message>
        <source>Claim</source>
        <translation>领取</translation>
    </message>
    <message>
        <source>Claimed</source>
        <translation>领取</translation>
    </message>
    <message>
        <source>Claimed: colleagues see that you read it</source>
        <translation>已领取，同事会看到你在审</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已处理</translation>
    </message>
    <message>
        <source>Facts</source>
        <translation>事实不准</translation>
    </message>
    <message>
        <source>Fetching {name}…</source>
        <translation>正在取回 {name}…</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>附件</translation>
    </message>
    <message>
        <source>First submission: there is nothing to compare with</source>
        <translation>首次提交，没有可对比的版本</translation>
    </message>
    <message>
        <source>Form and layout</source>
        <translation>格式版式</translation>
    </message>
    <message>
        <source>Give back</source>
        <translation>退还</translation>
    </message>
    <message>
        <source>Given back</source>
        <translation>已退还</translation>
    </message>
    <message>
        <source>Go there</source>
        <translation>转到</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>It goes on to the next stage.</source>
        <translation>通过后转到下一环节。</translation>
    </message>
    <message>
        <source>It is the last stage: it is published.</source>
        <translation>这是最后一个环节：通过后发布。</translation>
    </message>
    <message>
        <source>Kept ({name}): {reason}</source>
        <translation>已保留（{name}）：{reason}</translation>
    </message>
    <message>
        <source>Kept: {message}</source>
        <translation>保留：{message}</translation>
    </message>
    <message>
        <source>New submissions appear here by themselves.</source>
        <translation>有新的提交会自动出现在这里。</translation>
    </message>
    <message>
        <source>No attachments</source>
        <translation>没有附件</translation>
    </message>
    <message>
        <source>No program on this computer opens this kind of file</source>
        <translation>这台电脑上没有能打开此类文件的程序</translation>
    </message>
    <message>
        <source>No record yet</source>
        <translation>还没有记录</translation>
    </message>
    <message>
        <source>No remarks yet</source>
        <translation>还没有批注</translation>
    </message>
    <message>
        <source>Nothing is open</source>
        <translation>没有打开的稿件</translation>
    </message>
    <message>
        <source>Nothing waits for you</source>
        <translation>没有待审的稿件</translation>
    </message>
    <message>
        <source>Nothing waits for your decision.</source>
        <translation>没有等你决定的稿件。</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>On “{quote}”</source>
        <translation>针对“{quote}”</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Opinions</source>
        <translation>意见</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>已逾期</translation>
    </message>
    <message>
        <source>Page with changes</source>
        <translation>标出改动的页面</translation>
    </message>
    <message>
        <source>Personal data</source>
        <translation>个人信息</translation>
    </message>
    <message>
        <source>Published</source>
        <translation>发布</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>退回原因</translation>
    </message>
    <message>
        <source>Reason ({name}): {reason}</source>
        <translation>理由（{name}）：{reason}</translation>
    </message>
    <message>
        <source>Recalled</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>批注</translation>
    </message>
    <message>
        <source>Remark added</source>
        <translation>已添加批注</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>退回</translation>
    </message>
    <message>
        <source>Return to {name}</source>
        <translation>退回给{name}</translation>
    </message>
    <message>
        <source>Returned</source>
        <translation>退回</translation>
    </message>
    <message>
        <source>Returned to {name} with your reason</source>
        <translation>已退回给{name}，附上了原因</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>审核</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>Save the attachment</source>
        <translation>保存附件</translation>
    </message>
    <message>
        <source>Saved: {name}</source>
        <translation>已保存：{name}</translation>
    </message>
    <message>
        <source>Section</source>
        <translation>栏目</translation>
    </message>
    <message>
        <source>Select the words on the page first</source>
        <translation>请先在页面上选中文字</translation>
    </message>
    <message>
        <source>Select words on the page and press M.</source>
        <translation>在页面上选中文字，按 M 添加批注。</translation>
    </message>
    <message>
        <source>Show changes</source>
        <translation>显示改动</translation>
    </message>
    <message>
        <source>Submitted</source>
        <translation>提交</translation>
    </message>
    <message>
        <source>Text {hash}</source>
        <translation>版本 {hash}</translation>
    </message>
    <message>
        <source>The rules found nothing</source>
        <translation>规则检查没有发现问题</translation>
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
        <source>Valid only for the version seen: {version}</source>
        <translation>通过仅对所见版本有效　{version}</translation>
    </message>
    <message>
        <source>Valid only for what is on the screen: {version}</source>
        <translation>通过仅对所见版本有效：{version}</translation>
    </message>
    <message>
        <source>Version {number} · {hash}</source>
        <translation>第 {number} 版 · {hash}</translation>
    </message>
    <message>
        <source>What is to be changed (the officer reads this)</source>
        <translation>需要修改的内容（信息员会看到）</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation>撤稿</translation>
    </message>
    <message>
        <source>Without changes marked</source>
        <translation>不标改动</translation>
    </message>
    <message>
        <source>Wording</source>
        <translation>文字表述</translation>
    </message>
    <message>
        <source>Wrong section</source>
        <translation>栏目不对</translation>
    </message>
    <message>
        <source>You may look at this, but not decide.</source>
        <translation>可以查看，不能决定。</translation>
    </message>
    <message>
        <source>You submitted this yourself; somebody else decides.</source>
        <translation>这是你自己提交的，由别人审核。</translation>
    </message>
    <message>
        <source>Your {count} remarks in the text go with it.</source>
        <translation>正文中的 {count} 条批注一并退回。</translation>
    </message>
    <message>
        <source>added</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>claimed by me</source>
        <translation>我已领取</translation>
    </message>
    <message>
        <source>claimed: {name}</source>
        <translation>{name} 已领取</translation>
    </message>
    <message>
        <source>content changed</source>
        <translation>内容有变化</translation>
    </message>
    <message>
        <source>no alternative text</source>
        <translation>未填写</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>删去</translation>
    </message>
    <message>
        <source>{count} due today or late</source>
        <translation>{count} 件今天到期或已逾期</translation>
    </message>
    <message>
        <source>{count} remarks are still open.</source>
        <translation>还有 {count} 条批注未处理。</translation>
    </message>
    <message>
        <source>{count} waiting</source>
        <translation>待审 {count} 件</translation>
    </message>
    <message>
        <source>{name} could not be written there; choose another folder</source>
        <translation>{name} 不能写到那里，请换一个文件夹</translation>
    </message>
    <message>
        <source>{name} has claimed this and decides.</source>
        <translation>{name} 已领取，由其审核。</translation>
    </message>
    <message>
        <source>{stage} (stage {position} of {total})</source>
        <translation>{stage}（第 {position}/{total} 环节）</translation>
    </message>
    <message>
        <source>{what}: none</source>
        <translation>{what}：没有变化</translation>
    </message>
    <message>
        <source>{what}: {count} places</source>
        <translation>{what}：{count} 处</translation>
    </message>
</context>
</TS>
