<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Editor</name>
    <message>
        <source>1. Heading 3</source>
        <translation>1. 三级标题</translation>
    </message>
    <message>
        <source>Aa</source>
        <translation>Aa</translation>
    </message>
    <message>
        <source>Add files…</source>
        <translation>添加文件…</translation>
    </message>
    <message>
        <source>Adding {name} ({done}/{total})</source>
        <translation>正在添加 {name}（{done}/{total}）</translation>
    </message>
    <message>
        <source>Address, for example https://…</source>
        <translation>网址，如 https://…</translation>
    </message>
    <message>
        <source>Alternative text: what the picture shows</source>
        <translation>替代文字：图上是什么</translation>
    </message>
    <message>
        <source>Attachment</source>
        <translation>附件</translation>
    </message>
    <message>
        <source>Attachment added: {name}</source>
        <translation>新增附件：{name}</translation>
    </message>
    <message>
        <source>Attachment changed: {name}</source>
        <translation>附件有变化：{name}</translation>
    </message>
    <message>
        <source>Attachment removed: {name}</source>
        <translation>删去附件：{name}</translation>
    </message>
    <message>
        <source>Attachments</source>
        <translation>附件</translation>
    </message>
    <message>
        <source>Back to the text</source>
        <translation>返回修改</translation>
    </message>
    <message>
        <source>Before a restore</source>
        <translation>恢复之前</translation>
    </message>
    <message>
        <source>Being checked…</source>
        <translation>正在检查…</translation>
    </message>
    <message>
        <source>Bold</source>
        <translation>加粗</translation>
    </message>
    <message>
        <source>Both texts are alike. “Keep mine” is enough; nothing gets lost.</source>
        <translation>两个版本内容相同，选“保留我的版本”即可，不会丢失任何内容。</translation>
    </message>
    <message>
        <source>Both versions, compared</source>
        <translation>两个版本对照</translation>
    </message>
    <message>
        <source>Caption (optional)</source>
        <translation>图片说明（可不填）</translation>
    </message>
    <message>
        <source>Change to “{fix}”</source>
        <translation>改为“{fix}”</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>有改动</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>请选择…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>Correction</source>
        <translation>更正</translation>
    </message>
    <message>
        <source>Delete it</source>
        <translation>删去</translation>
    </message>
    <message>
        <source>Desktop</source>
        <translation>电脑</translation>
    </message>
    <message>
        <source>Drafts</source>
        <translation>稿件</translation>
    </message>
    <message>
        <source>Drop files here or paste a picture into the text. They are copied into the draft at once.</source>
        <translation>把文件拖到这里，或在正文中粘贴图片；添加后立即复制进稿件。</translation>
    </message>
    <message>
        <source>Every save becomes a version that you can come back to.</source>
        <translation>每次保存都会留下一个版本，随时可以恢复。</translation>
    </message>
    <message>
        <source>Fetching the portal's version…</source>
        <translation>正在取回门户上的版本…</translation>
    </message>
    <message>
        <source>Fields {filled}/{total}</source>
        <translation>字段 {filled}/{total}</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Find and replace</source>
        <translation>查找和替换</translation>
    </message>
    <message>
        <source>Give a reason</source>
        <translation>说明理由</translation>
    </message>
    <message>
        <source>Go there</source>
        <translation>转到</translation>
    </message>
    <message>
        <source>Heading</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Here: your text, saved {time}</source>
        <translation>本机的版本：您的文稿，{time} 保存</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>In a field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>In an attachment</source>
        <translation>附件</translation>
    </message>
    <message>
        <source>In review; the text waits unchanged</source>
        <translation>审核中，正文保持不变</translation>
    </message>
    <message>
        <source>In the title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Insert</source>
        <translation>插入</translation>
    </message>
    <message>
        <source>Insert a link</source>
        <translation>插入链接</translation>
    </message>
    <message>
        <source>It goes back to you as a draft. Nobody reviews it until you submit it again.</source>
        <translation>撤回后变回草稿，重新提交之前不会有人审核。</translation>
    </message>
    <message>
        <source>It goes to “{section}”. From then on the text waits unchanged until it is decided.</source>
        <translation>将提交到“{section}”。提交后正文保持不变，直到审核结束。</translation>
    </message>
    <message>
        <source>It is sent by itself as soon as the portal can be reached. The text waits unchanged.</source>
        <translation>连上门户后自动发送。在此期间正文保持不变。</translation>
    </message>
    <message>
        <source>It is still in the draft. Try again.</source>
        <translation>文件仍在稿件中，请再试一次。</translation>
    </message>
    <message>
        <source>Italic</source>
        <translation>斜体</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Keep it, and say why</source>
        <translation>保留并说明理由</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>保留我的版本</translation>
    </message>
    <message>
        <source>Keep mine: your text stays as it is and takes the place of theirs when you submit it again.</source>
        <translation>保留我的版本：您的文稿不变，再次提交后将取代门户上的版本。</translation>
    </message>
    <message>
        <source>Keep, with a reason</source>
        <translation>保留并说明理由</translation>
    </message>
    <message>
        <source>Kept by {name}: {reason}</source>
        <translation>已保留（{name}）：{reason}</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>稍后再定</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>链接</translation>
    </message>
    <message>
        <source>List</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>Look at both versions</source>
        <translation>对照两个版本</translation>
    </message>
    <message>
        <source>Look at this</source>
        <translation>请核对</translation>
    </message>
    <message>
        <source>Match case</source>
        <translation>区分大小写</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Must be mended</source>
        <translation>必须修改</translation>
    </message>
    <message>
        <source>Name it</source>
        <translation>命名</translation>
    </message>
    <message>
        <source>Name that the public reads</source>
        <translation>公众看到的名称</translation>
    </message>
    <message>
        <source>Name this version</source>
        <translation>给这一版命名</translation>
    </message>
    <message>
        <source>Named</source>
        <translation>已命名</translation>
    </message>
    <message>
        <source>Named version</source>
        <translation>命名版本</translation>
    </message>
    <message>
        <source>Named versions are kept for good</source>
        <translation>命名的版本永久保留</translation>
    </message>
    <message>
        <source>Name…</source>
        <translation>命名…</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一处</translation>
    </message>
    <message>
        <source>No attachments yet</source>
        <translation>还没有附件</translation>
    </message>
    <message>
        <source>No program on this computer opens this kind of file</source>
        <translation>这台电脑上没有能打开此类文件的程序</translation>
    </message>
    <message>
        <source>No versions yet</source>
        <translation>还没有历史版本</translation>
    </message>
    <message>
        <source>Not allowed</source>
        <translation>不允许</translation>
    </message>
    <message>
        <source>Not checked: {what}</source>
        <translation>未检查：{what}</translation>
    </message>
    <message>
        <source>Not saved yet</source>
        <translation>尚未保存</translation>
    </message>
    <message>
        <source>Nothing to mend</source>
        <translation>没有要改的地方</translation>
    </message>
    <message>
        <source>Nothing was overwritten: your text is safe here, theirs on the portal. Look at both, decide, submit again.</source>
        <translation>没有覆盖任何内容：您的文稿在本机，对方的文稿在门户，均完好。请对照两个版本，作出选择后再次提交。</translation>
    </message>
    <message>
        <source>Now with: {stage}</source>
        <translation>当前环节：{stage}</translation>
    </message>
    <message>
        <source>Numbered list</source>
        <translation>编号列表</translation>
    </message>
    <message>
        <source>On the portal: handed in by {who}</source>
        <translation>门户上的版本：{who} 提交</translation>
    </message>
    <message>
        <source>Only in your text: underlined. Only in the portal's: struck out.</source>
        <translation>下划线为只在您的版本中的文字，删除线为只在门户版本中的文字。</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open again</source>
        <translation>撤销保留</translation>
    </message>
    <message>
        <source>Open in the browser</source>
        <translation>在浏览器中打开</translation>
    </message>
    <message>
        <source>Open the page</source>
        <translation>打开网页</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>网页效果</translation>
    </message>
    <message>
        <source>Page as it will be published</source>
        <translation>发布后的网页效果</translation>
    </message>
    <message>
        <source>Page beside the text</source>
        <translation>在旁边显示网页效果</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>手机</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>上一处</translation>
    </message>
    <message>
        <source>Published</source>
        <translation>已发布</translation>
    </message>
    <message>
        <source>Quotation</source>
        <translation>引用</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Recall this article?</source>
        <translation>撤回这篇稿件？</translation>
    </message>
    <message>
        <source>Recalled: the text can be changed again</source>
        <translation>已撤回，可以继续修改</translation>
    </message>
    <message>
        <source>Receipt {number}</source>
        <translation>受理号 {number}</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>改名</translation>
    </message>
    <message>
        <source>Rename the attachment</source>
        <translation>附件改名</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>改名…</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>Replace all</source>
        <translation>全部替换</translation>
    </message>
    <message>
        <source>Replace by</source>
        <translation>替换为</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Restore this version</source>
        <translation>恢复这一版</translation>
    </message>
    <message>
        <source>Returned</source>
        <translation>已退回</translation>
    </message>
    <message>
        <source>Save now</source>
        <translation>立即保存</translation>
    </message>
    <message>
        <source>Saved by itself</source>
        <translation>自动保存</translation>
    </message>
    <message>
        <source>Saved by you</source>
        <translation>手动保存</translation>
    </message>
    <message>
        <source>Saved {time}</source>
        <translation>已保存 {time}</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>正在保存…</translation>
    </message>
    <message>
        <source>Section</source>
        <translation>栏目</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>落款</translation>
    </message>
    <message>
        <source>Signature block</source>
        <translation>落款</translation>
    </message>
    <message>
        <source>Start a correction</source>
        <translation>开始更正</translation>
    </message>
    <message>
        <source>Strike through</source>
        <translation>删除线</translation>
    </message>
    <message>
        <source>Submit</source>
        <translation>提交审核</translation>
    </message>
    <message>
        <source>Submit for review</source>
        <translation>提交审核</translation>
    </message>
    <message>
        <source>Submit the correction</source>
        <translation>提交更正</translation>
    </message>
    <message>
        <source>Submitted</source>
        <translation>已提交</translation>
    </message>
    <message>
        <source>Submitted: it waits in the outbox and is sent by itself</source>
        <translation>已提交：在发件箱中，会自动发送</translation>
    </message>
    <message>
        <source>Suggestion</source>
        <translation>建议</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Take theirs</source>
        <translation>采用门户版本</translation>
    </message>
    <message>
        <source>Take theirs: their text comes into this draft; yours stays under Versions.</source>
        <translation>采用门户版本：门户上的文稿载入本稿件，您的文稿保留在“历史”中。</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>正文</translation>
    </message>
    <message>
        <source>Text (Markdown source)</source>
        <translation>正文（Markdown 源码）</translation>
    </message>
    <message>
        <source>The draft is safe. Try again.</source>
        <translation>稿件没有问题，请再试一次。</translation>
    </message>
    <message>
        <source>The file could not be opened</source>
        <translation>文件打不开</translation>
    </message>
    <message>
        <source>The live page stays as it is until the correction is approved.</source>
        <translation>更正通过之前，网上的页面保持不变。</translation>
    </message>
    <message>
        <source>The portal has another version of this article</source>
        <translation>门户上已有这篇稿件的另一个版本</translation>
    </message>
    <message>
        <source>The portal's text is here now; yours is kept under Versions</source>
        <translation>已采用门户上的文稿，您的文稿保留在“历史”中</translation>
    </message>
    <message>
        <source>The preview could not be written</source>
        <translation>预览页面写不出来</translation>
    </message>
    <message>
        <source>The rules found nothing to object to.</source>
        <translation>规则检查没有发现问题。</translation>
    </message>
    <message>
        <source>The text is not concerned. Free some disk space, then add the file again.</source>
        <translation>正文不受影响。请先腾出一些磁盘空间，再重新添加该文件。</translation>
    </message>
    <message>
        <source>The text is not concerned. Try again, or copy the file to this computer's own disk first.</source>
        <translation>正文不受影响。请重试，或先把文件复制到本机磁盘上再添加。</translation>
    </message>
    <message>
        <source>The words have changed meanwhile; checked again</source>
        <translation>这里的文字已经变了，已重新检查</translation>
    </message>
    <message>
        <source>Theirs is in review now: recall it, or wait for the decision, before you submit again.</source>
        <translation>门户上的版本正在审核：请先撤回，或等待审核结果，然后再提交。</translation>
    </message>
    <message>
        <source>Then it is published.</source>
        <translation>全部通过后发布。</translation>
    </message>
    <message>
        <source>Then the correction takes the place of the page that is live now.</source>
        <translation>全部通过后，更正内容替换现有网页。</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>To confirm</source>
        <translation>需确认</translation>
    </message>
    <message>
        <source>Two versions of this article</source>
        <translation>这篇稿件有两个版本</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>未命名</translation>
    </message>
    <message>
        <source>Version {number} against the text now</source>
        <translation>第 {number} 版与现在的对比</translation>
    </message>
    <message>
        <source>Version {number} is back; the text before it was kept as a version</source>
        <translation>已恢复第 {number} 版；恢复前的内容也留有版本</translation>
    </message>
    <message>
        <source>Version {number} · {time}</source>
        <translation>第 {number} 版 · {time}</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Waiting in the outbox</source>
        <translation>在发件箱中等待发送</translation>
    </message>
    <message>
        <source>Withdrawn from the public pages</source>
        <translation>已从网上撤下</translation>
    </message>
    <message>
        <source>Without a network it waits in the outbox and is sent by itself, once.</source>
        <translation>没有网络时留在发件箱，联网后自动发送，只发一次。</translation>
    </message>
    <message>
        <source>Write here. The page beside it shows how it will be published.</source>
        <translation>在这里写正文，右边是发布后的样子。</translation>
    </message>
    <message>
        <source>You are writing a correction</source>
        <translation>正在写更正</translation>
    </message>
    <message>
        <source>Your text stays. Submit it again when it is ready.</source>
        <translation>已保留您的文稿，完成后请再次提交。</translation>
    </message>
    <message>
        <source>listed below the text</source>
        <translation>列在正文之后</translation>
    </message>
    <message>
        <source>not in the text</source>
        <translation>正文未引用</translation>
    </message>
    <message>
        <source>pasted picture</source>
        <translation>粘贴的图片</translation>
    </message>
    <message>
        <source>{count} characters</source>
        <translation>{count} 字</translation>
    </message>
    <message>
        <source>{count} found</source>
        <translation>{count} 处</translation>
    </message>
    <message>
        <source>{count} more below these</source>
        <translation>还有 {count} 项，改完上面的就会显示</translation>
    </message>
    <message>
        <source>{count} points stand between this draft and review. Everything is saved.</source>
        <translation>还有 {count} 项需要处理，处理后即可提交。稿件已保存。</translation>
    </message>
    <message>
        <source>{count} replaced</source>
        <translation>已替换 {count} 处</translation>
    </message>
    <message>
        <source>{count} words</source>
        <translation>{count} 词</translation>
    </message>
    <message>
        <source>{errors} must be mended · {warnings} to confirm</source>
        <translation>{errors} 项必须修改 · {warnings} 项需确认</translation>
    </message>
    <message>
        <source>{field} (required)</source>
        <translation>{field}（必填）</translation>
    </message>
    <message>
        <source>{message} The reason travels with the article to the reviewers.</source>
        <translation>{message}。理由会随稿件送给审核人。</translation>
    </message>
    <message>
        <source>{name} · {time} · added since then is underlined, removed is struck out</source>
        <translation>{name} · {time} · 下划线为新增，删除线为删去</translation>
    </message>
    <message>
        <source>{name}: not added, it could not be copied</source>
        <translation>{name}：未添加，无法复制到稿件中</translation>
    </message>
    <message>
        <source>{name}: not added, the disk is full</source>
        <translation>{name}：未添加，磁盘已满</translation>
    </message>
    <message>
        <source>{number} of {count}</source>
        <translation>第 {number} / {count} 处</translation>
    </message>
    <message>
        <source>{number}. {stage}</source>
        <translation>{number}. {stage}</translation>
    </message>
    <message>
        <source>“{name}” was not added: an article may have {count} attachments at most</source>
        <translation>“{name}”没有添加：每篇稿件最多 {count} 个附件</translation>
    </message>
    <message>
        <source>“{name}” was removed</source>
        <translation>已移除“{name}”</translation>
    </message>
    <message>
        <source>一、 Heading 1</source>
        <translation>一、 一级标题</translation>
    </message>
    <message>
        <source>（一） Heading 2</source>
        <translation>（一） 二级标题</translation>
    </message>
</context>
</TS>
