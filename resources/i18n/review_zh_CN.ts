<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Review</name>
    <message>
        <source>Wording</source>
        <translation>文字表述</translation>
    </message>
    <message>
        <source>Facts</source>
        <translation>事实不准</translation>
    </message>
    <message>
        <source>Form and layout</source>
        <translation>格式版式</translation>
    </message>
    <message>
        <source>Personal data</source>
        <translation>个人信息</translation>
    </message>
    <message>
        <source>Wrong section</source>
        <translation>栏目不对</translation>
    </message>
    <message>
        <source>Attachments</source>
        <translation>附件</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>其他</translation>
    </message>
</context>
</TS>
