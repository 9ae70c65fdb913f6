<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Phrases</name>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Shop</source>
        <translation>店铺</translation>
    </message>
    <message>
        <source>My name</source>
        <translation>我</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>The shop's</source>
        <translation>全店</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>个人</translation>
    </message>
    <message>
        <source>d MMMM yyyy</source>
        <translation>yyyy年M月d日</translation>
    </message>
    <message>
        <source>Not used yet</source>
        <translation>还没用过</translation>
    </message>
    <message>
        <source>Used once</source>
        <translation>用过 1 次</translation>
    </message>
    <message>
        <source>Used {count} times</source>
        <translation>用过 {count} 次</translation>
    </message>
    <message>
        <source>Quick phrases</source>
        <translation>快捷短语</translation>
    </message>
    <message>
        <source>↑↓ or 1–9 choose · Enter inserts · Ctrl+Enter sends · Esc closes</source>
        <translation>↑↓ 或 1–9 选择 · Enter 插入 · Ctrl+Enter 直接发送 · Esc 关闭</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>不用了</translation>
    </message>
    <message>
        <source>No folder</source>
        <translation>未分组</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>快捷码</translation>
    </message>
    <message>
        <source>Type / and the code in a chat to find it.</source>
        <translation>聊天时输入 / 或 、加快捷码即可找到</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>For whom</source>
        <translation>谁能用</translation>
    </message>
    <message>
        <source>All colleagues</source>
        <translation>全店共用</translation>
    </message>
    <message>
        <source>Only me</source>
        <translation>仅自己</translation>
    </message>
    <message>
        <source>Put “{name}” in: it is filled in for each chat</source>
        <translation>插入“{name}”，发送时自动填好</translation>
    </message>
    <message>
        <source>Save as phrase</source>
        <translation>存为快捷短语</translation>
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
        <source>Saved. Next time type /{code}</source>
        <translation>已保存，下次输入 /{code} 或 、{code}</translation>
    </message>
    <message>
        <source>Saved to your phrases</source>
        <translation>已存入快捷短语</translation>
    </message>
    <message>
        <source>Fill in before it is sent</source>
        <translation>发送前请填好</translation>
    </message>
    <message>
        <source>Fill in and send</source>
        <translation>填好并发送</translation>
    </message>
    <message>
        <source>Fill in</source>
        <translation>填入</translation>
    </message>
    <message>
        <source>Please fill this in.</source>
        <translation>请填写</translation>
    </message>
    <message>
        <source>No phrase fits “{words}”</source>
        <translation>没有符合“{words}”的短语</translation>
    </message>
    <message>
        <source>No phrases yet. Make some under Phrases.</source>
        <translation>还没有快捷短语，请到“短语”里添加</translation>
    </message>
    <message>
        <source>Tab inserts</source>
        <translation>Tab 插入</translation>
    </message>
    <message>
        <source>Say this often?</source>
        <translation>常用这句？</translation>
    </message>
</context>
</TS>
