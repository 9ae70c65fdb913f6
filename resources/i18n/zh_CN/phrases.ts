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
    <message>
        <source>A code has at most {limit} letters, digits or Chinese characters.</source>
        <translation>快捷码最多 {limit} 个字母、数字或汉字，不能有空格。</translation>
    </message>
    <message>
        <source>Another phrase has this code already.</source>
        <translation>这个快捷码已被别的短语使用。</translation>
    </message>
    <message>
        <source>There are no words in it.</source>
        <translation>没有内容。</translation>
    </message>
    <message>
        <source>It is too long for one message.</source>
        <translation>内容太长，一条消息放不下。</translation>
    </message>
    <message>
        <source>The folder's name is too long.</source>
        <translation>分组名称太长。</translation>
    </message>
    <message>
        <source>There is a folder of this name already.</source>
        <translation>已有同名分组。</translation>
    </message>
    <message>
        <source>There is no room for that many phrases.</source>
        <translation>短语太多，放不下了。</translation>
    </message>
    <message>
        <source>There is no room for more folders.</source>
        <translation>分组太多，放不下了。</translation>
    </message>
    <message>
        <source>The quotation marks of this row don't fit together.</source>
        <translation>这一行的引号不配对。</translation>
    </message>
    <message>
        <source>This file is too big. Please split it into several files.</source>
        <translation>文件太大，请分成几个文件。</translation>
    </message>
    <message>
        <source>This file isn't text Parley can read. Please save it as “CSV UTF-8” and try again.</source>
        <translation>读不出这个文件，请另存为“CSV UTF-8”再试。</translation>
    </message>
    <message>
        <source>This file has too many phrases. Please split it into several files.</source>
        <translation>文件里的短语太多，请分成几个文件。</translation>
    </message>
    <message>
        <source>Only the owner changes the shop's phrases.</source>
        <translation>全店短语只有店主能修改。</translation>
    </message>
    <message>
        <source>last changed by {who}</source>
        <translation>最近由 {who} 修改</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Phrase</source>
        <translation>短语</translation>
    </message>
    <message>
        <source>Phrases</source>
        <translation>快捷短语</translation>
    </message>
    <message>
        <source>Whose phrases</source>
        <translation>谁的短语</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>New folder</source>
        <translation>新建分组</translation>
    </message>
    <message>
        <source>New phrase</source>
        <translation>新建短语</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Search code, words or pinyin</source>
        <translation>搜索快捷码、内容或拼音</translation>
    </message>
    <message>
        <source>Answer in two keystrokes</source>
        <translation>两下按键，回复客户</translation>
    </message>
    <message>
        <source>Keep what you say every day as phrases. In a chat, type / and pick one.</source>
        <translation>常说的话存成短语，聊天时输入 / 或 、选一条即可。</translation>
    </message>
    <message>
        <source>Begin with ready-made ones</source>
        <translation>用现成的短语开始</translation>
    </message>
    <message>
        <source>Import a file</source>
        <translation>导入文件</translation>
    </message>
    <message>
        <source>Write one</source>
        <translation>自己写一条</translation>
    </message>
    <message>
        <source>All phrases</source>
        <translation>全部短语</translation>
    </message>
    <message>
        <source>This folder is empty. Drag phrases here.</source>
        <translation>这个分组还是空的，把短语拖进来吧。</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>已保存</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Rename folder</source>
        <translation>修改分组名称</translation>
    </message>
    <message>
        <source>Delete this folder?</source>
        <translation>删除这个分组？</translation>
    </message>
    <message>
        <source>Its phrases stay, in no folder.</source>
        <translation>里面的短语会保留，变为未分组。</translation>
    </message>
    <message>
        <source>All colleagues lose it. It can't be brought back.</source>
        <translation>全店同事都将无法使用，且不能恢复。</translation>
    </message>
    <message>
        <source>Delete this phrase?</source>
        <translation>删除这条短语？</translation>
    </message>
    <message>
        <source>It can't be brought back.</source>
        <translation>删除后不能恢复。</translation>
    </message>
    <message>
        <source>Import a file…</source>
        <translation>导入文件…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Ready-made phrases…</source>
        <translation>现成的短语…</translation>
    </message>
    <message>
        <source>All colleagues may change them</source>
        <translation>同事都可以修改</translation>
    </message>
    <message>
        <source>Only I may change them</source>
        <translation>只有我可以修改</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>修改名称…</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>删除…</translation>
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
        <source>Ready-made phrases</source>
        <translation>现成的短语</translation>
    </message>
    <message>
        <source>What you have stays as it is. Change or delete them as you like.</source>
        <translation>您已有的短语不会变；加入后可以随意修改或删除。</translation>
    </message>
    <message>
        <source>Add {count} phrases</source>
        <translation>加入 {count} 条</translation>
    </message>
    <message>
        <source>{count} phrases added</source>
        <translation>已加入 {count} 条短语</translation>
    </message>
    <message>
        <source>Export phrases</source>
        <translation>导出快捷短语</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>表格 (*.csv)</translation>
    </message>
    <message>
        <source>Phrases.csv</source>
        <translation>快捷短语.csv</translation>
    </message>
    <message>
        <source>This file can't be written. Please choose another place.</source>
        <translation>无法写入该文件，请换个位置。</translation>
    </message>
    <message>
        <source>{count} phrases saved</source>
        <translation>已导出 {count} 条短语</translation>
    </message>
    <message>
        <source>Import phrases</source>
        <translation>导入快捷短语</translation>
    </message>
    <message>
        <source>Into which library</source>
        <translation>导入到</translation>
    </message>
    <message>
        <source>Leave mine as they are</source>
        <translation>保留我的</translation>
    </message>
    <message>
        <source>Take those of the file</source>
        <translation>用文件里的</translation>
    </message>
    <message>
        <source>What to do with doubles</source>
        <translation>重复的怎么办</translation>
    </message>
    <message>
        <source>Another file…</source>
        <translation>换个文件…</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>1 row doubles a phrase:</source>
        <translation>有 1 条重复：</translation>
    </message>
    <message>
        <source>{count} rows double phrases:</source>
        <translation>有 {count} 条重复：</translation>
    </message>
    <message>
        <source>Import 1 phrase</source>
        <translation>导入 1 条</translation>
    </message>
    <message>
        <source>Import {count} phrases</source>
        <translation>导入 {count} 条</translation>
    </message>
    <message>
        <source>{created} new, {changed} changed</source>
        <translation>新增 {created} 条，更新 {changed} 条</translation>
    </message>
    <message>
        <source>Tables (*.csv *.txt *.tsv)</source>
        <translation>表格 (*.csv *.txt *.tsv)</translation>
    </message>
    <message>
        <source>Drop a file here</source>
        <translation>把文件拖到这里</translation>
    </message>
    <message>
        <source>A table with the columns code, words, folder, saved as CSV: from Excel, WPS or Qianniu.</source>
        <translation>含快捷码、内容、分组三列的 CSV 表格，Excel、WPS、千牛导出的都可以。</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>Rows of the file</source>
        <translation>文件内容</translation>
    </message>
    <message>
        <source>{count} phrases</source>
        <translation>{count} 条短语</translation>
    </message>
    <message>
        <source>{count} double</source>
        <translation>{count} 条重复</translation>
    </message>
    <message>
        <source>{count} rows can't come in</source>
        <translation>{count} 行无法导入</translation>
    </message>
    <message>
        <source>Line {line}: {reason}</source>
        <translation>第 {line} 行：{reason}</translation>
    </message>
    <message>
        <source>There already</source>
        <translation>已有</translation>
    </message>
    <message>
        <source>Code is taken</source>
        <translation>快捷码重复</translation>
    </message>
    <message>
        <source>Same words</source>
        <translation>内容重复</translation>
    </message>
    <message>
        <source>As line {line}</source>
        <translation>同第 {line} 行</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新建</translation>
    </message>
    <message>
        <source>1 row can't come in</source>
        <translation>1 行无法导入</translation>
    </message>
    <message>
        <source>Click inserts, double click sends</source>
        <translation>单击插入，双击直接发送</translation>
    </message>
    <message>
        <source>Click inserts, nothing is sent by itself</source>
        <translation>单击插入，不会自动发送</translation>
    </message>
    <message>
        <source>Double click sends</source>
        <translation>双击直接发送</translation>
    </message>
    <message>
        <source>Insert</source>
        <translation>插入</translation>
    </message>
    <message>
        <source>Send at once</source>
        <translation>直接发送</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>查看</translation>
    </message>
</context>
</TS>
