<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>AddressBar</name>
    <message>
        <source>Technique</source>
        <translation>技术</translation>
    </message>
    <message>
        <source>How the endpoint pushes</source>
        <translation>端点以何种方式推送</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>ws://, wss://, http:// or https:// address of an endpoint</source>
        <translation>端点的 ws://、wss://、http:// 或 https:// 地址</translation>
    </message>
    <message>
        <source>Address of the endpoint (Ctrl+L)</source>
        <translation>端点的地址（Ctrl+L）</translation>
    </message>
    <message>
        <source>&amp;Options</source>
        <translation>选项(&amp;O)</translation>
    </message>
    <message>
        <source>What the request carries, time-outs, reconnection</source>
        <translation>请求携带的内容、超时、重新连接</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Connect to the address (Enter)</source>
        <translation>连接到该地址（Enter）</translation>
    </message>
    <message>
        <source>Pause the view</source>
        <translation>暂停视图</translation>
    </message>
    <message>
        <source>Hold the view still; recording goes on</source>
        <translation>让视图保持不动，录制继续进行</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>过滤</translation>
    </message>
    <message>
        <source>Show only the records that match (Ctrl+F)</source>
        <translation>只显示匹配的记录（Ctrl+F）</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Problems only</source>
        <translation>只看问题</translation>
    </message>
    <message>
        <source>Show only what the list marks: broken rules, failures, dropped events (Ctrl+Shift+F)</source>
        <translation>只显示列表中标出的记录：违反规则、失败、被丢弃的事件（Ctrl+Shift+F）</translation>
    </message>
    <message>
        <source>Filter: words, kind:sse.* size&gt;1k is:problem</source>
        <translation>过滤：词语、kind:sse.* size&gt;1k is:problem</translation>
    </message>
</context>
<context>
    <name>ComposerPane</name>
    <message>
        <source>What to send</source>
        <translation>发送什么</translation>
    </message>
    <message>
        <source>to</source>
        <translation>发给</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Send (Ctrl+Enter)</source>
        <translation>发送（Ctrl+Enter）</translation>
    </message>
    <message>
        <source>Templates</source>
        <translation>模板</translation>
    </message>
    <message>
        <source>{{n}}, {{time}}, {{uuid}} and {{random 1 6}} are replaced when it is sent</source>
        <translation>发送时替换 {{n}}、{{time}}、{{uuid}} 和 {{random 1 6}}</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>What was sent before (Up in an editor goes back)</source>
        <translation>之前发送过的内容（在编辑框中按上箭头回溯）</translation>
    </message>
</context>
<context>
    <name>Dialogs</name>
    <message>
        <source>Captures (*.pushscope)</source>
        <translation>捕获文件 (*.pushscope)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Open a capture</source>
        <translation>打开捕获文件</translation>
    </message>
    <message>
        <source>Save the capture</source>
        <translation>保存捕获</translation>
    </message>
    <message>
        <source>Save this capture before its window closes?</source>
        <translation>关闭窗口前要保存此捕获吗？</translation>
    </message>
    <message>
        <source>Kept for later, it is offered when Pushscope starts again.</source>
        <translation>若留待以后，Pushscope 下次启动时会再提供它。</translation>
    </message>
    <message>
        <source>&amp;Keep for later</source>
        <translation>留待以后(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>删除(&amp;D)</translation>
    </message>
    <message>
        <source>About Pushscope</source>
        <translation>关于 Pushscope</translation>
    </message>
    <message>
        <source>An oscilloscope for server push. Free software under the GNU General Public License, version 3 or later.</source>
        <translation>服务器推送的示波器。自由软件，遵循 GNU 通用公共许可证第 3 版或更新版本。</translation>
    </message>
    <message>
        <source>Open a scenario file</source>
        <translation>打开场景文件</translation>
    </message>
    <message>
        <source>Scenarios (*.json)</source>
        <translation>场景 (*.json)</translation>
    </message>
    <message>
        <source>Save the scenario</source>
        <translation>保存场景</translation>
    </message>
    <message>
        <source>The scenario of the mock server is changed. Save it?</source>
        <translation>模拟服务器的场景已更改。要保存吗？</translation>
    </message>
    <message>
        <source>Choose a file to send</source>
        <translation>选择要发送的文件</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Choose a file of certificates or a key</source>
        <translation>选择证书或密钥文件</translation>
    </message>
    <message>
        <source>Certificates and keys (*.pem *.crt *.cer *.key)</source>
        <translation>证书和密钥 (*.pem *.crt *.cer *.key)</translation>
    </message>
</context>
<context>
    <name>Inspector</name>
    <message>
        <source>Session</source>
        <translation>会话</translation>
    </message>
    <message>
        <source>This record breaks no rule.</source>
        <translation>此记录没有违反任何规则。</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>最近打开(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Session</source>
        <translation>会话(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Mock</source>
        <translation>模拟服务器(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>Pa&amp;nes</source>
        <translation>窗格(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Colours</source>
        <translation>配色(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;New window</source>
        <translation>新建窗口(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>打开(&amp;O)…</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>Save &amp;as…</source>
        <translation>另存为(&amp;A)…</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>关闭(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Address</source>
        <translation>地址(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Connect</source>
        <translation>连接(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Disconnect</source>
        <translation>断开(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Reconnect</source>
        <translation>重新连接(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Options…</source>
        <translation>选项(&amp;O)…</translation>
    </message>
    <message>
        <source>&amp;Send</source>
        <translation>发送(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Start the mock server</source>
        <translation>启动模拟服务器(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Filter</source>
        <translation>过滤(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Pause the view</source>
        <translation>暂停视图(&amp;P)</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>跟随系统(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>浅色(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>深色(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Reset layout</source>
        <translation>重置布局(&amp;R)</translation>
    </message>
    <message>
        <source>Take the &amp;tour</source>
        <translation>开始导览(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;About Pushscope</source>
        <translation>关于 Pushscope(&amp;A)</translation>
    </message>
    <message>
        <source>Scenari&amp;o</source>
        <translation>场景(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Go to</source>
        <translation>转到(&amp;G)</translation>
    </message>
    <message>
        <source>All &amp;commands…</source>
        <translation>所有命令(&amp;C)…</translation>
    </message>
    <message>
        <source>S&amp;tatistics</source>
        <translation>统计(&amp;T)</translation>
    </message>
    <message>
        <source>Save a copy to s&amp;hare…</source>
        <translation>保存用于分享的副本(&amp;H)…</translation>
    </message>
</context>
<context>
    <name>MockPane</name>
    <message>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>any free</source>
        <translation>任意</translation>
    </message>
    <message>
        <source>Port to listen on, on loopback only; 0 takes any free one</source>
        <translation>监听的端口，仅限本机回环；0 表示任意空闲端口</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>启动</translation>
    </message>
    <message>
        <source>Start or stop the mock server (Ctrl+Shift+M)</source>
        <translation>启动或停止模拟服务器（Ctrl+Shift+M）</translation>
    </message>
    <message>
        <source>Endpoints of the mock server</source>
        <translation>模拟服务器的端点</translation>
    </message>
    <message>
        <source>Message to publish</source>
        <translation>要发布的消息</translation>
    </message>
    <message>
        <source>JSON or text</source>
        <translation>JSON 或文本</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>发布</translation>
    </message>
    <message>
        <source>New client</source>
        <translation>新客户端</translation>
    </message>
    <message>
        <source>Scenario</source>
        <translation>场景</translation>
    </message>
    <message>
        <source>What the mock server does: every technique at its own path, or what a scenario file says</source>
        <translation>模拟服务器的行为：每种技术各在自己的路径上，或按场景文件所述</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>编辑…</translation>
    </message>
    <message>
        <source>Edit what this endpoint does (F2)</source>
        <translation>编辑此端点的行为（F2）</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>添加…</translation>
    </message>
    <message>
        <source>Add an endpoint to the scenario (Ins)</source>
        <translation>向场景添加端点（Ins）</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Copy, remove, send away, save the scenario</source>
        <translation>复制、移除、断开客户端、保存场景</translation>
    </message>
    <message>
        <source>Channel to publish to</source>
        <translation>要发布到的频道</translation>
    </message>
    <message>
        <source>Message to publish to all clients of the channel; Up and Down bring back earlier ones</source>
        <translation>要发布给该频道所有客户端的消息；上下方向键可取回以前的消息</translation>
    </message>
    <message>
        <source>Publish the message (Enter)</source>
        <translation>发布消息（Enter）</translation>
    </message>
    <message>
        <source>TLS of the mock server</source>
        <translation>模拟服务器的 TLS</translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <source>Kind of notice</source>
        <translation>通知类别</translation>
    </message>
    <message>
        <source>Connect anyway, this session only</source>
        <translation>仍要连接，仅限本次会话</translation>
    </message>
    <message>
        <source>Dismiss the notice</source>
        <translation>关闭通知</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>OptionsDialog</name>
    <message>
        <source>Options</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>&amp;Method</source>
        <translation>方法(&amp;M)</translation>
    </message>
    <message>
        <source>Ori&amp;gin</source>
        <translation>Origin(&amp;G)</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>S&amp;ubprotocols</source>
        <translation>子协议(&amp;U)</translation>
    </message>
    <message>
        <source>none; several with commas</source>
        <translation>无；多个以逗号分隔</translation>
    </message>
    <message>
        <source>&amp;Last-Event-ID</source>
        <translation>&amp;Last-Event-ID</translation>
    </message>
    <message>
        <source>Header &amp;fields</source>
        <translation>首部字段(&amp;F)</translation>
    </message>
    <message>
        <source>A field replaces a default one of its name; a name without a value removes it</source>
        <translation>同名字段会替换默认字段；只有名称没有值则移除它</translation>
    </message>
    <message>
        <source>&amp;Add field</source>
        <translation>添加字段(&amp;A)</translation>
    </message>
    <message>
        <source>Re&amp;move field</source>
        <translation>移除字段(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Body</source>
        <translation>请求体(&amp;B)</translation>
    </message>
    <message>
        <source>Times and limits</source>
        <translation>时间与限制</translation>
    </message>
    <message>
        <source>&amp;Time-out</source>
        <translation>超时(&amp;T)</translation>
    </message>
    <message>
        <source>Connecting with TLS, each response head, the closing handshake</source>
        <translation>连接（含 TLS）、每个响应首部、关闭握手</translation>
    </message>
    <message>
        <source>&amp;Reconnect</source>
        <translation>重新连接(&amp;R)</translation>
    </message>
    <message>
        <source>Polling &amp;interval</source>
        <translation>轮询间隔(&amp;I)</translation>
    </message>
    <message>
        <source>From the end of a response to the next request</source>
        <translation>从响应结束到下一次请求</translation>
    </message>
    <message>
        <source>A round that is not &amp;over</source>
        <translation>尚未结束的一轮(&amp;O)</translation>
    </message>
    <message>
        <source>Longest m&amp;essage</source>
        <translation>最长消息(&amp;E)</translation>
    </message>
    <message>
        <source>Offer &amp;permessage-deflate</source>
        <translation>提议 &amp;permessage-deflate</translation>
    </message>
    <message>
        <source>Security</source>
        <translation>安全</translation>
    </message>
    <message>
        <source>&amp;CA certificates</source>
        <translation>CA 证书(&amp;C)</translation>
    </message>
    <message>
        <source>those of the system</source>
        <translation>系统自带</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Choose a file of CA certificates</source>
        <translation>选择 CA 证书文件</translation>
    </message>
    <message>
        <source>Connect in spite of certificate &amp;errors, this session only</source>
        <translation>即使证书有误仍连接，仅限本次会话(&amp;E)</translation>
    </message>
    <message>
        <source>The errors are recorded all the same. Anyone on the way can read and change what is sent.</source>
        <translation>错误仍会被记录。途中任何人都能读取并篡改所发送的内容。</translation>
    </message>
    <message>
        <source>The request as it will be &amp;sent</source>
        <translation>将要发送的请求(&amp;S)</translation>
    </message>
    <message>
        <source>Buttons of the options</source>
        <translation>选项对话框按钮</translation>
    </message>
    <message>
        <source>Pages of the options</source>
        <translation>选项的页面</translation>
    </message>
    <message>
        <source>Header fields</source>
        <translation>首部字段</translation>
    </message>
    <message>
        <source>Cut a stream i&amp;nto</source>
        <translation>流切分为(&amp;N)</translation>
    </message>
    <message>
        <source>How the body of an HTTP stream is cut into messages</source>
        <translation>HTTP 流的正文如何切分为消息</translation>
    </message>
    <message>
        <source>Carrie&amp;d on by polls</source>
        <translation>轮询带入下一请求(&amp;D)</translation>
    </message>
    <message>
        <source>What an answer gives to the next request: auto, none, etag, last-modified, or a JSON Pointer into it and a query parameter, as /last_seq=since or /result/-/update_id=offset+1</source>
        <translation>应答给下一请求什么：auto、none、etag、last-modified，或指向应答内的 JSON Pointer 加查询参数，如 /last_seq=since 或 /result/-/update_id=offset+1</translation>
    </message>
    <message>
        <source>Callbac&amp;k parameter</source>
        <translation>回调参数(&amp;K)</translation>
    </message>
    <message>
        <source>JSONP: the query parameter that names the callback</source>
        <translation>JSONP：给出回调名称的查询参数</translation>
    </message>
    <message>
        <source>A script that is too late still calls, as in a bro&amp;wser</source>
        <translation>太迟的脚本仍会调用，与浏览器一样(&amp;W)</translation>
    </message>
    <message>
        <source>Te&amp;xt assembled from</source>
        <translation>拼接文本取自(&amp;X)</translation>
    </message>
    <message>
        <source>JSON Pointer to the text that each message adds to, as language models send it</source>
        <translation>指向每条消息所追加文本的 JSON Pointer，语言模型即如此发送</translation>
    </message>
</context>
<context>
    <name>Pushscope::AddressBar</name>
    <message>
        <source>Disconnect</source>
        <translation>断开</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>End the session cleanly</source>
        <translation>正常结束会话</translation>
    </message>
    <message>
        <source>Connect to the address (Enter)</source>
        <translation>连接到该地址（Enter）</translation>
    </message>
    <message>
        <source>Read from a command line of %1; Enter connects.</source>
        <translation>已从 %1 命令行读取；按 Enter 连接。</translation>
    </message>
</context>
<context>
    <name>Pushscope::Bench</name>
    <message>
        <source>Sessions</source>
        <translation>会话</translation>
    </message>
    <message>
        <source>New session</source>
        <translation>新会话</translation>
    </message>
    <message>
        <source>Go to the address bar for a new session (Ctrl+L)</source>
        <translation>转到地址栏以新建会话（Ctrl+L）</translation>
    </message>
    <message>
        <source>Mock</source>
        <translation>模拟服务器</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Show the whole capture</source>
        <translation>显示整个捕获</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>跟随</translation>
    </message>
    <message>
        <source>Keep the newest at the right edge</source>
        <translation>让最新内容保持在右边缘</translation>
    </message>
    <message>
        <source>Timeline · %1</source>
        <translation>时间线 · %1</translation>
    </message>
    <message>
        <source>Compose</source>
        <translation>编写</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>检查器</translation>
    </message>
    <message>
        <source>Mock · %1</source>
        <translation>模拟服务器 · %1</translation>
    </message>
    <message>
        <source>● running</source>
        <translation>● 运行中</translation>
    </message>
    <message>
        <source>○ stopped</source>
        <translation>○ 已停止</translation>
    </message>
    <message>
        <source>&amp;Sessions</source>
        <translation>会话(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Timeline</source>
        <translation>时间线(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Records</source>
        <translation>记录(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Inspector</source>
        <translation>检查器(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Compose</source>
        <translation>编写(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Mock</source>
        <translation>模拟服务器(&amp;M)</translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation>统计</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Write the statistics into a file; pictures are dark on white</source>
        <translation>把统计写入文件；图片为白底深色</translation>
    </message>
    <message>
        <source>St&amp;atistics</source>
        <translation>统计(&amp;A)</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>&amp;Problems</source>
        <translation>问题(&amp;P)</translation>
    </message>
</context>
<context>
    <name>Pushscope::CaptureFiles</name>
    <message>
        <source>No capture yet</source>
        <translation>还没有捕获</translation>
    </message>
    <message>
        <source>&amp;Forget them</source>
        <translation>清除列表(&amp;F)</translation>
    </message>
    <message>
        <source>A copy is being written: the capture is saved once that is done.</source>
        <translation>正在写入一份副本：写完后再保存这份捕获。</translation>
    </message>
    <message>
        <source>Delete the unsaved capture “%1”? What it recorded cannot be brought back.</source>
        <translation>要删除未保存的捕获“%1”吗？其中录制的内容无法恢复。</translation>
    </message>
</context>
<context>
    <name>Pushscope::ComposerPane</name>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Binary</source>
        <translation>二进制</translation>
    </message>
    <message>
        <source>The selected session cannot send: its technique only receives.</source>
        <translation>所选会话无法发送：其技术只能接收。</translation>
    </message>
    <message>
        <source>The session is still connecting.</source>
        <translation>会话仍在连接。</translation>
    </message>
    <message>
        <source>The session waits to reconnect.</source>
        <translation>会话正等待重新连接。</translation>
    </message>
    <message>
        <source>The session is closing.</source>
        <translation>会话正在关闭。</translation>
    </message>
    <message>
        <source>The session is closed; F5 reconnects it.</source>
        <translation>会话已关闭；按 F5 重新连接。</translation>
    </message>
    <message>
        <source>Frame</source>
        <translation>帧</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Start</source>
        <comment>sending a file</comment>
        <translation>开始</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Nothing to send to: connect a WebSocket or Socket.IO.</source>
        <translation>没有发送对象：请先连接一个 WebSocket 或 Socket.IO。</translation>
    </message>
    <message>
        <source>Goes as the event “message”, as what socket.send() sends.</source>
        <translation>作为事件“message”发出，与 socket.send() 相同。</translation>
    </message>
</context>
<context>
    <name>Pushscope::Encryption</name>
    <message>
        <source>not encrypted</source>
        <translation>未加密</translation>
    </message>
    <message>
        <source>%1 · certificate verified</source>
        <translation>%1 · 证书已验证</translation>
    </message>
    <message>
        <source>%1 · certificate not verified</source>
        <translation>%1 · 证书未验证</translation>
    </message>
</context>
<context>
    <name>Pushscope::EndpointsModel</name>
    <message numerus="yes">
        <source>%n client(s)</source>
        <translation>
            <numerusform>%n 个客户端</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 · %2 sent</source>
        <translation>%1 · 已发送 %2</translation>
    </message>
    <message>
        <source>%1 · %2 sent · %3</source>
        <translation>%1 · 已发送 %2 · %3</translation>
    </message>
    <message numerus="yes">
        <source>and %n other(s)</source>
        <translation>
            <numerusform>另有 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>since %1 s</source>
        <translation>自 %1 s 起</translation>
    </message>
    <message>
        <source>↑ %1 · ↓ %2</source>
        <comment>octets sent to and received from a client</comment>
        <translation>↑ %1 · ↓ %2</translation>
    </message>
    <message>
        <source>Client %1, %2, %3 sent, %4 received</source>
        <translation>客户端 %1，%2，已发送 %3，已接收 %4</translation>
    </message>
    <message>
        <source>Connection %1 · %2 · %3</source>
        <translation>连接 %1 · %2 · %3</translation>
    </message>
</context>
<context>
    <name>Pushscope::FieldsTable</name>
    <message>
        <source>name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
</context>
<context>
    <name>Pushscope::FilterEdit</name>
    <message>
        <source>Show all records (Esc)</source>
        <translation>显示全部记录（Esc）</translation>
    </message>
    <message>
        <source>Recent filters (arrow key down in an empty box)</source>
        <translation>最近的过滤条件（输入框为空时按向下键）</translation>
    </message>
</context>
<context>
    <name>Pushscope::FilterPopup</name>
    <message>
        <source>Ways to go on</source>
        <translation>可以接着输入的内容</translation>
    </message>
</context>
<context>
    <name>Pushscope::FindBar</name>
    <message>
        <source>Find in the record list</source>
        <translation>在记录列表中查找</translation>
    </message>
    <message>
        <source>find: text, /regex/, key:value</source>
        <translation>查找：文本、/正则/、键:值</translation>
    </message>
    <message>
        <source>Find the previous match (Shift+F3)</source>
        <translation>查找上一处匹配（Shift+F3）</translation>
    </message>
    <message>
        <source>Find the next match (F3)</source>
        <translation>查找下一处匹配（F3）</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>关闭（Esc）</translation>
    </message>
    <message>
        <source>no match</source>
        <translation>没有匹配</translation>
    </message>
    <message>
        <source>searching…</source>
        <translation>正在查找…</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>match number</comment>
        <translation>第 %1 处，共 %2 处</translation>
    </message>
    <message>
        <source>%1 matches</source>
        <translation>%1 处匹配</translation>
    </message>
</context>
<context>
    <name>Pushscope::FollowPill</name>
    <message>
        <source>↓ %1 new</source>
        <translation>↓ %1 条新记录</translation>
    </message>
    <message>
        <source>%1 new records; go to the newest</source>
        <translation>%1 条新记录；转到最新一条</translation>
    </message>
    <message>
        <source>Go to the newest record and follow (End)</source>
        <translation>转到最新记录并跟随（End）</translation>
    </message>
    <message>
        <source>Paused · %1 new</source>
        <translation>已暂停 · %1 条新记录</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>The view is paused, %1 new records; go on</source>
        <translation>视图已暂停，有 %1 条新记录；继续</translation>
    </message>
    <message>
        <source>The view is paused; go on</source>
        <translation>视图已暂停；继续</translation>
    </message>
    <message>
        <source>The list stands still, recording goes on. Click to go on (Ctrl+P)</source>
        <translation>列表静止，录制仍在继续。点击以继续（Ctrl+P）</translation>
    </message>
</context>
<context>
    <name>Pushscope::FrameBitsView</name>
    <message>
        <source>Frame header, bit by bit</source>
        <translation>帧首部逐位图</translation>
    </message>
    <message>
        <source>Frame header</source>
        <translation>帧首部</translation>
    </message>
    <message>
        <source>%1: %2
%3</source>
        <translation>%1：%2
%3</translation>
    </message>
</context>
<context>
    <name>Pushscope::HexView</name>
    <message>
        <source>Octets in hexadecimal</source>
        <translation>十六进制字节</translation>
    </message>
    <message>
        <source>This record has no octets of its own.</source>
        <translation>此记录没有自己的字节。</translation>
    </message>
    <message>
        <source>Octet %1: %2</source>
        <translation>字节 %1：%2</translation>
    </message>
    <message>
        <source>Copy as hexadecimal</source>
        <translation>复制为十六进制</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>复制为文本</translation>
    </message>
</context>
<context>
    <name>Pushscope::InspectorPane</name>
    <message>
        <source>Changes</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>Choose a record to see what it is.</source>
        <translation>选择一条记录以查看其含义。</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>首部</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>检查器</translation>
    </message>
    <message>
        <source>Pages of the inspector</source>
        <translation>检查器的页面</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>概要</translation>
    </message>
    <message>
        <source>Payload</source>
        <translation>载荷</translation>
    </message>
    <message>
        <source>Octets</source>
        <translation>字节</translation>
    </message>
    <message>
        <source>Problems (%1)</source>
        <translation>问题（%1）</translation>
    </message>
    <message>
        <source>Browser</source>
        <translation>浏览器</translation>
    </message>
    <message>
        <source>Timing</source>
        <translation>时间</translation>
    </message>
</context>
<context>
    <name>Pushscope::MainWindow</name>
    <message>
        <source>Unsaved capture[*] — Pushscope</source>
        <translation>未保存的捕获[*] — Pushscope</translation>
    </message>
    <message>
        <source>%1[*] — Pushscope</source>
        <comment>file name</comment>
        <translation>%1[*] — Pushscope</translation>
    </message>
    <message>
        <source>&amp;Stop the mock server</source>
        <translation>停止模拟服务器(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Start the mock server</source>
        <translation>启动模拟服务器(&amp;S)</translation>
    </message>
    <message>
        <source>Type the address of an endpoint first.</source>
        <translation>请先输入端点的地址。</translation>
    </message>
    <message>
        <source>Connect anyway, this session only</source>
        <translation>仍要连接，仅限本次会话</translation>
    </message>
    <message>
        <source>Open it as %1</source>
        <translation>以%1打开</translation>
    </message>
    <message>
        <source>%1 It tries again by itself.</source>
        <translation>%1它会自行重试。</translation>
    </message>
    <message>
        <source>%1 Reading is held up, so that nothing is lost. Make room, or choose:</source>
        <translation>%1已暂停读取，因此不会丢失任何内容。请腾出空间，或选择：</translation>
    </message>
    <message>
        <source>&amp;Disconnect everything</source>
        <translation>全部断开(&amp;D)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Go on &amp;unrecorded</source>
        <translation>不录制，继续运行(&amp;U)</translation>
    </message>
    <message>
        <source>Opening %1…</source>
        <translation>正在打开 %1…</translation>
    </message>
    <message>
        <source>Opening… — Pushscope</source>
        <translation>正在打开… — Pushscope</translation>
    </message>
    <message>
        <source>Save in another &amp;place…</source>
        <translation>保存到其他位置(&amp;P)…</translation>
    </message>
    <message>
        <source>Saving takes a while; recording goes on.</source>
        <translation>保存需要一些时间；录制继续进行。</translation>
    </message>
    <message>
        <source>There is no capture to write a note into.</source>
        <translation>没有可以写入备注的捕获。</translation>
    </message>
    <message>
        <source>&amp;Records</source>
        <translation>记录(&amp;R)</translation>
    </message>
    <message>
        <source>The copy to share is %1.</source>
        <translation>用于分享的副本：%1。</translation>
    </message>
    <message>
        <source>&amp;Open it</source>
        <translation>打开(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Access…</source>
        <translation>访问(&amp;A)…</translation>
    </message>
    <message>
        <source>%1 Reading is held up, so that nothing is lost. Put it back, or choose:</source>
        <translation>%1已暂停读取，因此不会丢失任何内容。请将其放回原处，或选择：</translation>
    </message>
    <message>
        <source>%1 Reading is held up, so that nothing is lost. Choose what to do:</source>
        <translation>%1已暂停读取，因此不会丢失任何内容。请选择如何处理：</translation>
    </message>
    <message>
        <source>%1 The certificate names %2.</source>
        <translation>%1证书的名称为 %2。</translation>
    </message>
    <message>
        <source>%1 The certificate was issued by %2.</source>
        <translation>%1证书由 %2 颁发。</translation>
    </message>
    <message>
        <source>%1 The certificate is valid until %2.</source>
        <translation>%1证书有效期至 %2。</translation>
    </message>
</context>
<context>
    <name>Pushscope::MarkStrip</name>
    <message>
        <source>Take all marks away</source>
        <translation>去掉所有标记</translation>
    </message>
    <message>
        <source>Copied the first %1 records; more is too much for the clipboard</source>
        <translation>已复制前 %1 条记录；再多剪贴板放不下</translation>
    </message>
    <message>
        <source>Copied %1 records</source>
        <translation>已复制 %1 条记录</translation>
    </message>
    <message>
        <source>here %1 before %2</source>
        <translation>此处在 %2 之前 %1</translation>
    </message>
    <message>
        <source>here %1 after %2</source>
        <translation>此处在 %2 之后 %1</translation>
    </message>
</context>
<context>
    <name>Pushscope::MockPane</name>
    <message>
        <source>Copy &amp;URL</source>
        <translation>复制 &amp;URL</translation>
    </message>
    <message>
        <source>Copy as &amp;JavaScript</source>
        <translation>复制为 &amp;JavaScript</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>启动</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>发布</translation>
    </message>
    <message>
        <source>New &amp;client</source>
        <translation>新建客户端(&amp;C)</translation>
    </message>
    <message>
        <source>Send client a&amp;way…</source>
        <translation>断开客户端(&amp;W)…</translation>
    </message>
    <message>
        <source>&amp;Edit endpoint…</source>
        <translation>编辑端点(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;Add an endpoint…</source>
        <translation>添加端点(&amp;A)…</translation>
    </message>
    <message>
        <source>&amp;Remove endpoint</source>
        <translation>移除端点(&amp;R)</translation>
    </message>
    <message>
        <source>Sa&amp;ve the scenario</source>
        <translation>保存场景(&amp;V)</translation>
    </message>
    <message>
        <source>Save the sce&amp;nario as…</source>
        <translation>场景另存为(&amp;N)…</translation>
    </message>
    <message>
        <source>Remove or send away</source>
        <translation>移除或断开</translation>
    </message>
    <message>
        <source>Copy as cur&amp;l</source>
        <translation>复制为 curl(&amp;L)</translation>
    </message>
    <message>
        <source>Send away…</source>
        <translation>断开…</translation>
    </message>
    <message>
        <source>New client</source>
        <translation>新建客户端</translation>
    </message>
    <message>
        <source>Close this client&apos;s connection (Del)</source>
        <translation>关闭此客户端的连接（Del）</translation>
    </message>
    <message>
        <source>Open a session on this endpoint (Enter)</source>
        <translation>在此端点上打开会话（Enter）</translation>
    </message>
    <message>
        <source>%1 is one of the paths that a mock has without a scenario; it stays.</source>
        <translation>%1 是模拟服务器在没有场景时就有的路径，会一直保留。</translation>
    </message>
    <message>
        <source>%1 cannot be removed. %2</source>
        <translation>无法移除 %1。%2</translation>
    </message>
    <message>
        <source>%1 is removed from the scenario.</source>
        <translation>已从场景中移除 %1。</translation>
    </message>
</context>
<context>
    <name>Pushscope::NoteBar</name>
    <message>
        <source>Text of the note</source>
        <translation>备注内容</translation>
    </message>
    <message>
        <source>Add note</source>
        <translation>添加备注</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Note on record %1</source>
        <translation>记录 %1 的备注</translation>
    </message>
    <message>
        <source>Note on the capture</source>
        <translation>整个捕获的备注</translation>
    </message>
</context>
<context>
    <name>Pushscope::OptionsDialog</name>
    <message>
        <source>What a poll carries on must be auto, none, etag, last-modified, or a JSON Pointer, = and a query parameter: %1.</source>
        <translation>轮询带入的内容必须是 auto、none、etag、last-modified，或 JSON Pointer、= 与查询参数：%1。</translation>
    </message>
    <message>
        <source>GET, or POST with a body</source>
        <translation>GET；有请求体时为 POST</translation>
    </message>
    <message>
        <source>as the technique does</source>
        <translation>依技术惯例</translation>
    </message>
    <message>
        <source>always</source>
        <translation>总是</translation>
    </message>
    <message>
        <source>never</source>
        <translation>从不</translation>
    </message>
    <message>
        <source>is waited for</source>
        <translation>等它结束</translation>
    </message>
    <message>
        <source>goes on beside the next</source>
        <translation>与下一轮并行</translation>
    </message>
    <message>
        <source>is aborted</source>
        <translation>中止它</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>what Content-Type says, else lines</source>
        <translation>按 Content-Type，否则按行</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>The request stands here once there is an address.</source>
        <translation>有了地址后，请求会显示在这里。</translation>
    </message>
    <message>
        <source>Access</source>
        <translation>访问</translation>
    </message>
</context>
<context>
    <name>Pushscope::PayloadPage</name>
    <message>
        <source>Base64</source>
        <translation>Base64</translation>
    </message>
    <message>
        <source>What the Base64 in the payload says</source>
        <translation>载荷中的 Base64 所表示的内容</translation>
    </message>
    <message>
        <source>octets %1 to %2: %3</source>
        <translation>第 %1 到 %2 字节：%3</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>Hex</source>
        <translation>十六进制</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Payload as text</source>
        <translation>以文本显示的载荷</translation>
    </message>
    <message>
        <source>Payload in hexadecimal</source>
        <translation>以十六进制显示的载荷</translation>
    </message>
    <message>
        <source>the first %1 of %2</source>
        <translation>%2 中的前 %1</translation>
    </message>
    <message>
        <source>Show the payload as</source>
        <translation>将载荷显示为</translation>
    </message>
    <message>
        <source>What the payload is compressed with</source>
        <translation>载荷的压缩方式</translation>
    </message>
    <message>
        <source>as it came</source>
        <translation>按原样</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>还有 %1 个</translation>
    </message>
</context>
<context>
    <name>Pushscope::RecordActions</name>
    <message>
        <source>&amp;Unfold or fold the row</source>
        <translation>展开或折叠此行(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Find…</source>
        <translation>查找(&amp;F)…</translation>
    </message>
    <message>
        <source>Find &amp;next</source>
        <translation>查找下一处(&amp;N)</translation>
    </message>
    <message>
        <source>Find &amp;previous</source>
        <translation>查找上一处(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Mark the row</source>
        <translation>标记此行(&amp;M)</translation>
    </message>
    <message>
        <source>Ne&amp;xt mark</source>
        <translation>下一个标记(&amp;X)</translation>
    </message>
    <message>
        <source>Pre&amp;vious mark</source>
        <translation>上一个标记(&amp;V)</translation>
    </message>
    <message>
        <source>Take all marks a&amp;way</source>
        <translation>去掉所有标记(&amp;W)</translation>
    </message>
    <message>
        <source>N&amp;ote on the row…</source>
        <translation>为此行写备注(&amp;O)…</translation>
    </message>
    <message>
        <source>Note on the c&amp;apture…</source>
        <translation>为整个捕获写备注(&amp;A)…</translation>
    </message>
    <message>
        <source>Marks and no&amp;tes</source>
        <translation>标记和备注(&amp;T)</translation>
    </message>
    <message>
        <source>⚑ %1  record %2, %3 s</source>
        <translation>⚑ %1  记录 %2，%3 秒</translation>
    </message>
    <message>
        <source>record %1</source>
        <translation>记录 %1</translation>
    </message>
    <message>
        <source>capture</source>
        <translation>捕获</translation>
    </message>
    <message>
        <source>None yet: M marks a row, N writes a note on it</source>
        <translation>还没有：按 M 标记一行，按 N 为其写备注</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>Copy as &amp;text</source>
        <translation>复制为文本(&amp;T)</translation>
    </message>
    <message>
        <source>Copy as &amp;JSON</source>
        <translation>复制为 JSON(&amp;J)</translation>
    </message>
    <message>
        <source>Copy as &amp;hexadecimal</source>
        <translation>复制为十六进制(&amp;H)</translation>
    </message>
    <message>
        <source>Copy as &amp;Base64</source>
        <translation>复制为 Base64(&amp;B)</translation>
    </message>
    <message>
        <source>Fold &amp;heartbeats away</source>
        <translation>折叠心跳(&amp;H)</translation>
    </message>
    <message>
        <source>Pings, pongs, comments and polls without news leave the list; what is left says how many followed it</source>
        <translation>Ping、Pong、注释和没有新内容的轮询不再列出；留下的行会说明其后有多少条</translation>
    </message>
    <message>
        <source>Fold wh&amp;at carried a record under it</source>
        <translation>把承载记录的内容折叠到其下(&amp;A)</translation>
    </message>
    <message>
        <source>Fragments, chunks and polls&apos; exchanges leave the list; the right arrow key shows them under what they carried</source>
        <translation>分片、分块和轮询的请求与响应不再单独列出；按向右键可在它们承载的记录下方显示</translation>
    </message>
    <message>
        <source>Col&amp;umns</source>
        <translation>列(&amp;U)</translation>
    </message>
    <message>
        <source>Only pro&amp;blems</source>
        <translation>只看问题(&amp;B)</translation>
    </message>
    <message>
        <source>Show only what the list marks: broken rules, failures, dropped events</source>
        <translation>只显示列表中标出的记录：违反规则、失败、被丢弃的事件</translation>
    </message>
</context>
<context>
    <name>Pushscope::RecordHeader</name>
    <message>
        <source>Columns of the record list</source>
        <translation>记录列表的列</translation>
    </message>
    <message>
        <source>#</source>
        <comment>column: number of the record</comment>
        <translation>#</translation>
    </message>
    <message>
        <source>time s</source>
        <translation>时间 s</translation>
    </message>
    <message>
        <source>Δ</source>
        <comment>column: time since the row before</comment>
        <translation>Δ</translation>
    </message>
    <message>
        <source>session</source>
        <translation>会话</translation>
    </message>
    <message>
        <source>what</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>time of day</source>
        <translation>时刻</translation>
    </message>
    <message>
        <source>Δ mark</source>
        <comment>column: time since the mark</comment>
        <translation>Δ 标记</translation>
    </message>
    <message>
        <source>direction</source>
        <translation>方向</translation>
    </message>
    <message>
        <source>Number of the record</source>
        <translation>记录编号</translation>
    </message>
    <message>
        <source>Seconds since the capture began</source>
        <translation>自捕获开始的秒数</translation>
    </message>
    <message>
        <source>Seconds since the row before</source>
        <translation>距上一行的秒数</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>会话</translation>
    </message>
    <message>
        <source>Direction: ↓ came in, ↑ went out</source>
        <translation>方向：↓ 收到，↑ 发出</translation>
    </message>
    <message>
        <source>What the record is</source>
        <translation>记录的内容</translation>
    </message>
    <message>
        <source>Octets on the wire</source>
        <translation>线路上的字节数</translation>
    </message>
    <message>
        <source>Beginning of the payload, marks and notes</source>
        <translation>载荷开头、标记和备注</translation>
    </message>
    <message>
        <source>Time of day, by the clock records of the capture</source>
        <translation>时刻，依据捕获中的时钟记录</translation>
    </message>
    <message>
        <source>Seconds since the mark that was set last (M)</source>
        <translation>距最后设置的标记的秒数（M）</translation>
    </message>
    <message>
        <source>&amp;Reset columns</source>
        <translation>重置各列(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Move</source>
        <translation>移动(&amp;M)</translation>
    </message>
    <message>
        <source>%1 →</source>
        <comment>move a column right</comment>
        <translation>%1 →</translation>
    </message>
    <message>
        <source>← %1</source>
        <comment>move a column left</comment>
        <translation>← %1</translation>
    </message>
</context>
<context>
    <name>Pushscope::RecordView</name>
    <message>
        <source>Nothing recorded yet.</source>
        <translation>尚未录制任何内容。</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Every record of the capture in order; the arrow keys walk, End follows the newest.</source>
        <translation>按顺序列出捕获中的每条记录；方向键逐条移动，End 跟随最新一条。</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>复制为文本</translation>
    </message>
    <message>
        <source>Copy as JSON</source>
        <translation>复制为 JSON</translation>
    </message>
    <message>
        <source>Copy as hexadecimal</source>
        <translation>复制为十六进制</translation>
    </message>
    <message>
        <source>Copy as Base64</source>
        <translation>复制为 Base64</translation>
    </message>
    <message>
        <source>Record %1, not read yet</source>
        <translation>记录 %1，尚未读取</translation>
    </message>
    <message>
        <source>Record %1</source>
        <translation>记录 %1</translation>
    </message>
    <message>
        <source>incoming</source>
        <translation>收到</translation>
    </message>
    <message>
        <source>outgoing</source>
        <translation>发出</translation>
    </message>
    <message>
        <source>session %1</source>
        <translation>会话 %1</translation>
    </message>
    <message>
        <source>problem: %1</source>
        <translation>问题：%1</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Show only this connection</source>
        <translation>只显示此连接</translation>
    </message>
    <message>
        <source>Show only this kind</source>
        <translation>只显示此类记录</translation>
    </message>
    <message>
        <source>Show only this session</source>
        <translation>只显示此会话</translation>
    </message>
    <message>
        <source>1 heartbeat</source>
        <translation>1 次心跳</translation>
    </message>
    <message>
        <source>%1 heartbeats</source>
        <translation>%1 次心跳</translation>
    </message>
    <message>
        <source>Take the mark away</source>
        <translation>去掉标记</translation>
    </message>
    <message>
        <source>Mark</source>
        <translation>标记</translation>
    </message>
    <message>
        <source>Note…</source>
        <translation>备注…</translation>
    </message>
    <message>
        <source>mark %1</source>
        <translation>标记 %1</translation>
    </message>
    <message>
        <source>%1 s since the mark</source>
        <translation>距标记 %1 秒</translation>
    </message>
    <message>
        <source>note: %1</source>
        <translation>备注：%1</translation>
    </message>
    <message>
        <source>unfolded under the record above</source>
        <translation>展开在上方记录之下</translation>
    </message>
    <message>
        <source>followed by %1</source>
        <translation>其后有 %1</translation>
    </message>
</context>
<context>
    <name>Pushscope::RecordsPane</name>
    <message>
        <source>Nothing recorded yet.</source>
        <translation>尚未录制任何内容。</translation>
    </message>
    <message>
        <source>No record matches the filter.</source>
        <translation>没有记录符合过滤条件。</translation>
    </message>
    <message>
        <source>No problems here: nothing breaks a rule, failed or was dropped.</source>
        <translation>这里没有问题：没有违反规则、失败或被丢弃的内容。</translation>
    </message>
</context>
<context>
    <name>Pushscope::StartPage</name>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>not a capture</source>
        <translation>不是捕获文件</translation>
    </message>
    <message>
        <source>damaged, nothing can be read</source>
        <translation>已损坏，什么也读不出</translation>
    </message>
    <message>
        <source>cannot be opened</source>
        <translation>无法打开</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>a capture, what is wrong with it</comment>
        <translation>%1 · %2</translation>
    </message>
</context>
<context>
    <name>Pushscope::StatusStrip</name>
    <message>
        <source>recording, not saved yet</source>
        <translation>录制中，尚未保存</translation>
    </message>
    <message>
        <source>recording %1</source>
        <translation>正在录制 %1</translation>
    </message>
    <message>
        <source>%1 records</source>
        <comment>count</comment>
        <translation>%1 条记录</translation>
    </message>
    <message>
        <source>queue %1</source>
        <translation>队列 %1</translation>
    </message>
    <message>
        <source>recording is behind: reading is held up, nothing is dropped</source>
        <translation>录制跟不上：已暂停读取，没有丢弃任何内容</translation>
    </message>
    <message>
        <source>nothing dropped</source>
        <translation>没有丢弃</translation>
    </message>
    <message>
        <source>nothing recorded yet</source>
        <translation>尚未录制</translation>
    </message>
    <message>
        <source>saving, %1 %</source>
        <translation>正在保存，%1 %</translation>
    </message>
    <message>
        <source>not recorded since %1 s</source>
        <translation>自 %1 秒起未录制</translation>
    </message>
    <message>
        <source>it cannot be written: reading is held up, nothing is dropped</source>
        <translation>无法写入：已暂停读取，没有丢弃任何内容</translation>
    </message>
    <message>
        <source>the newest %1 of %2 records</source>
        <translation>%2 条记录中最新的 %1 条</translation>
    </message>
</context>
<context>
    <name>Pushscope::TimelineView</name>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>%1 · %2–%3 s selected</source>
        <translation>%1 · 已选 %2–%3 s</translation>
    </message>
    <message>
        <source>Connections will be drawn here.</source>
        <translation>连接将绘制在这里。</translation>
    </message>
    <message>
        <source>opening handshake, %1</source>
        <translation>打开握手，%1</translation>
    </message>
    <message>
        <source>waiting for the answer, %1</source>
        <translation>等待应答，%1</translation>
    </message>
    <message>
        <source>answer %1, %2</source>
        <translation>应答 %1，%2</translation>
    </message>
    <message>
        <source>event stream, %1</source>
        <translation>事件流，%1</translation>
    </message>
    <message>
        <source>silent for %1, much longer than usual</source>
        <translation>静默 %1，远比平时久</translation>
    </message>
    <message>
        <source>%1 s · record %2 · %3 · %4</source>
        <translation>%1 s · 记录 %2 · %3 · %4</translation>
    </message>
    <message>
        <source>%1 s · %2 records from %3 · %4 · %5</source>
        <translation>%1 s · 自 %3 起 %2 条记录 · %4 · %5</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>%1
%2 s · %3</source>
        <translation>%1
%2 s · %3</translation>
    </message>
    <message>
        <source>%1
%2</source>
        <translation>%1
%2</translation>
    </message>
    <message>
        <source>connection open, %1</source>
        <translation>连接打开，%1</translation>
    </message>
    <message>
        <source>From %1 s nothing was recorded for %2: what passed is not in this capture.</source>
        <translation>自 %1 秒起有 %2 未录制：期间的内容不在此捕获中。</translation>
    </message>
    <message>
        <source>From %1 s recording could not keep up and nothing was read for %2: a gap in here is ours.</source>
        <translation>自 %1 秒起录制跟不上，有 %2 没有读取：其中的空档是我们造成的。</translation>
    </message>
    <message>
        <source>Recording held the peers up; the first time at %1 s.</source>
        <translation>录制曾使对端等待；第一次在 %1 秒。</translation>
    </message>
    <message>
        <source>%1 in, %2 out in the stretch shown</source>
        <translation>所示范围内收 %1、发 %2</translation>
    </message>
    <message>
        <source>%1; %2 lanes. Up and Down choose a lane, the brackets go from event to event in it and Enter picks one; Left and Right move, plus and minus zoom, 0 shows everything.</source>
        <translation>%1；%2 条泳道。上下键选择泳道，方括号键在其中逐个事件移动，Enter 选定；左右键移动，加减键缩放，0 显示全部。</translation>
    </message>
    <message numerus="yes">
        <source>%n connection(s)</source>
        <translation>
            <numerusform>%n 个连接</numerusform>
        </translation>
    </message>
    <message>
        <source>TLS handshake, %1</source>
        <translation>TLS 握手，%1</translation>
    </message>
    <message>
        <source>connecting, %1</source>
        <translation>正在连接，%1</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>已结束</translation>
    </message>
    <message>
        <source>from %1 s</source>
        <translation>自 %1 s 起</translation>
    </message>
    <message>
        <source>name look-up, %1</source>
        <translation>域名解析，%1</translation>
    </message>
    <message>
        <source>not connected yet</source>
        <translation>尚未连接</translation>
    </message>
    <message>
        <source>open</source>
        <translation>已打开</translation>
    </message>
    <message>
        <source>reconnect</source>
        <translation>重连</translation>
    </message>
    <message>
        <source>round trip %1</source>
        <translation>往返 %1</translation>
    </message>
</context>
<context>
    <name>Pushscope::Tour</name>
    <message>
        <source>A bar for every request. Rounds that bring nothing new recede in the list, changed ones stand out.</source>
        <translation>每个请求一根横条。没有新内容的轮次在列表中变淡，有变化的突出显示。</translation>
    </message>
    <message>
        <source>A request that the server holds until it has something. Between two of them nobody listens: Fields says for how long.</source>
        <translation>服务器保留请求，直到有内容可发。两次请求之间无人接听：「字段」页会说明有多久。</translation>
    </message>
    <message>
        <source>Parts of one body, each with fields of its own. Payload shows a picture where a part is one, and plays a camera&apos;s.</source>
        <translation>一个正文分成多个部分，各有自己的字段。部分是图片时「载荷」显示图片，摄像头的会播放。</translation>
    </message>
    <message>
        <source>A page that never ends, a script for every message. Nothing is run: the argument of the call is read, and to which origin it goes.</source>
        <translation>一个永不结束的页面，每条消息一个脚本。什么都不运行：只读取调用的参数，以及它发往哪个源。</translation>
    </message>
    <message>
        <source>A whole page for every round, to carry one script. Compare the octets on the wire with what the message needs.</source>
        <translation>每轮一整个页面，只为带一个脚本。比较线路上的字节数与消息本身所需。</translation>
    </message>
    <message>
        <source>A script that has to be one call of the name the request gave. Where it is not, a browser says nothing; its row says what is wrong.</source>
        <translation>脚本必须是对请求所给名称的一次调用。若不是，浏览器什么也不说；这一行会说明哪里不对。</translation>
    </message>
    <message>
        <source>Select its rows to see what travelled.</source>
        <translation>选中它的行，查看传输了什么。</translation>
    </message>
    <message>
        <source>mock</source>
        <translation>模拟服务器</translation>
    </message>
    <message>
        <source>The server behind all of this. Publish something in its pane, and every client gets it.</source>
        <translation>这一切背后的服务器。在它的窗格里发布内容，每个客户端都会收到。</translation>
    </message>
    <message>
        <source>One response that never ends, so a band. Fields says what a browser makes of each event; F5 reconnects.</source>
        <translation>一个永不结束的响应，所以是一条带。“字段”页说明浏览器如何理解每个事件；F5 重新连接。</translation>
    </message>
    <message>
        <source>What is sent stands high, its echo hangs low; a Ping is thin and grey. Write a message yourself below.</source>
        <translation>发出的立在上方，回显垂在下方；Ping 细而灰。在下方自己写一条消息试试。</translation>
    </message>
    <message>
        <source>A message a second, each a tick that hangs low: what came in. The inspector draws its frame header bit by bit.</source>
        <translation>每秒一条消息，各是一个低垂的刻度：收到的内容。检查器会逐位画出它的帧首部。</translation>
    </message>
    <message>
        <source>One response whose lines are the messages. Where a line is exactly one chunk, its row says so; the options cut a stream in other ways.</source>
        <translation>一个响应，其中每行是一条消息。若一行恰为一个分块，该条目会说明；在选项中可用其他方式切分流。</translation>
    </message>
    <message>
        <source>Polling that moves to a WebSocket: its rows are events, and what carried each folds under it. Payload shows the arguments.</source>
        <translation>先轮询，再升级为 WebSocket：每一行是一个事件，承载它的内容折叠在其下。载荷中显示参数。</translation>
    </message>
</context>
<context>
    <name>Pushscope::TourPanel</name>
    <message>
        <source>Tour: what to look at</source>
        <translation>导览：该看什么</translation>
    </message>
    <message>
        <source>Close the tour&apos;s notes; its sessions go on</source>
        <translation>关闭导览说明；会话继续运行</translation>
    </message>
    <message>
        <source>Close the tour&apos;s notes</source>
        <translation>关闭导览说明</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s)</source>
        <translation>
            <numerusform>%n 条消息</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n request(s)</source>
        <translation>
            <numerusform>%n 个请求</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 on the wire per message</source>
        <translation>每条消息在线路上 %1</translation>
    </message>
    <message>
        <source>median delivery %1 ms</source>
        <translation>送达中位数 %1 毫秒</translation>
    </message>
    <message>
        <source>What the chosen session received</source>
        <translation>所选会话收到的内容</translation>
    </message>
</context>
<context>
    <name>Sessions</name>
    <message numerus="yes">
        <source>%n connection(s)</source>
        <translation>
            <numerusform>%n 个连接</numerusform>
        </translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>again in %1 s</source>
        <translation>%1 秒后重试</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>已关闭</translation>
    </message>
    <message>
        <source>closed %1</source>
        <translation>已关闭 %1</translation>
    </message>
    <message>
        <source>idle</source>
        <translation>空闲</translation>
    </message>
    <message>
        <source>connecting</source>
        <translation>连接中</translation>
    </message>
    <message>
        <source>running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>open</source>
        <translation>已打开</translation>
    </message>
    <message>
        <source>closing</source>
        <translation>关闭中</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>mock</source>
        <translation>模拟服务器</translation>
    </message>
    <message numerus="yes">
        <source>%n client(s)</source>
        <translation>
            <numerusform>%n 个客户端</numerusform>
        </translation>
    </message>
    <message>
        <source>round %1</source>
        <translation>第 %1 轮</translation>
    </message>
    <message>
        <source>recorded</source>
        <translation>已录制</translation>
    </message>
    <message>
        <source>open at the end</source>
        <translation>结束时仍打开</translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation>%1/s</translation>
    </message>
    <message>
        <source>%1 arriving</source>
        <translation>正在到达 %1</translation>
    </message>
    <message>
        <source>Arriving: %1</source>
        <translation>正在到达：%1</translation>
    </message>
    <message>
        <source>Text so far, %1 messages a second:</source>
        <translation>目前的文本，每秒 %1 条消息：</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>See what the server pushes</source>
        <translation>看清服务器推送了什么</translation>
    </message>
    <message>
        <source>Every octet that matters, in order, with its time, its meaning and what is wrong with it.</source>
        <translation>每个要紧的字节，按顺序列出，附上时间、含义以及问题所在。</translation>
    </message>
    <message>
        <source>Connect to a &amp;URL</source>
        <translation>连接到 &amp;URL</translation>
    </message>
    <message>
        <source>Start the &amp;mock server</source>
        <translation>启动模拟服务器(&amp;M)</translation>
    </message>
    <message>
        <source>Take the &amp;tour</source>
        <translation>开始导览(&amp;T)</translation>
    </message>
    <message>
        <source>Open a &amp;capture</source>
        <translation>打开捕获(&amp;C)</translation>
    </message>
    <message>
        <source>Recent captures</source>
        <translation>最近的捕获</translation>
    </message>
    <message>
        <source>Not saved yet</source>
        <translation>尚未保存</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>A WebSocket, an event stream or an endpoint to poll</source>
        <translation>WebSocket、事件流或供轮询的端点</translation>
    </message>
    <message>
        <source>A server of your own that pushes what your client must survive</source>
        <translation>自己的服务器，推送您的客户端必须经受的内容</translation>
    </message>
    <message>
        <source>The mock, a client of each technique, and what to look at</source>
        <translation>模拟服务器、每种技术的客户端，以及该看什么</translation>
    </message>
    <message>
        <source>What was recorded before, here or by a colleague</source>
        <translation>以前在这里或由同事录下的内容</translation>
    </message>
    <message>
        <source>Drop a capture, a scenario or an address anywhere. Ctrl+K finds every command.</source>
        <translation>可将捕获文件、场景或地址拖放到任意位置。按 Ctrl+K 查找所有命令。</translation>
    </message>
</context>
<context>
    <name>Techniques</name>
    <message>
        <source>Auto</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>WebSocket</source>
        <translation>WebSocket</translation>
    </message>
    <message>
        <source>SSE</source>
        <translation>SSE</translation>
    </message>
    <message>
        <source>Iframe polling</source>
        <translation>Iframe 轮询</translation>
    </message>
    <message>
        <source>Iframe streaming</source>
        <translation>Iframe 流</translation>
    </message>
    <message>
        <source>JSONP</source>
        <translation>JSONP</translation>
    </message>
    <message>
        <source>Long polling</source>
        <translation>长轮询</translation>
    </message>
    <message>
        <source>Multipart</source>
        <translation>Multipart</translation>
    </message>
    <message>
        <source>Short polling</source>
        <translation>短轮询</translation>
    </message>
    <message>
        <source>HTTP streaming</source>
        <translation>HTTP 流</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>reconnect</source>
        <translation>重新连接</translation>
    </message>
    <message>
        <source>connection %1</source>
        <translation>连接 %1</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>the server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>the capture file</source>
        <translation>捕获文件</translation>
    </message>
    <message>
        <source>%1 The system says: %2.</source>
        <translation>%1系统报告：%2。</translation>
    </message>
    <message>
        <source>without a name</source>
        <translation>无名称</translation>
    </message>
    <message>
        <source>The certificate of %1 (%2) is not valid now: it expires or expired on %3.</source>
        <translation>%1 的证书（%2）当前无效：其到期时间为 %3。</translation>
    </message>
    <message>
        <source>The certificate of %1 (%2) has expired or is not valid yet.</source>
        <translation>%1 的证书（%2）已过期或尚未生效。</translation>
    </message>
    <message>
        <source>The certificate that %1 showed (%2) was issued for another name.</source>
        <translation>%1 出示的证书（%2）是为另一个名称颁发的。</translation>
    </message>
    <message>
        <source>The certificate of %1 (%2), issued by %3, is not trusted.</source>
        <translation>%1 的证书（%2）由 %3 颁发，不受信任。</translation>
    </message>
    <message>
        <source>The certificate of %1 (%2) is not trusted.</source>
        <translation>%1 的证书（%2）不受信任。</translation>
    </message>
    <message>
        <source>There is no host named “%1”: the name server does not know it.</source>
        <translation>没有名为“%1”的主机：域名服务器不认识它。</translation>
    </message>
    <message>
        <source>The address of “%1” could not be looked up: no name server answered.</source>
        <translation>无法查询“%1”的地址：没有域名服务器应答。</translation>
    </message>
    <message>
        <source>Nothing listens on %1: the connection was refused.</source>
        <translation>%1 上没有服务在监听：连接被拒绝。</translation>
    </message>
    <message>
        <source>%1 cannot be reached from here.</source>
        <translation>从这里无法到达 %1。</translation>
    </message>
    <message>
        <source>%1 did not accept a connection within %2.</source>
        <translation>%1 未在 %2 内接受连接。</translation>
    </message>
    <message>
        <source>%1 did not accept a connection in time.</source>
        <translation>%1 未及时接受连接。</translation>
    </message>
    <message>
        <source>%1 and this program could not agree on a TLS connection.</source>
        <translation>%1 与本程序未能就 TLS 连接达成一致。</translation>
    </message>
    <message>
        <source>%1 reset the connection.</source>
        <translation>%1 重置了连接。</translation>
    </message>
    <message>
        <source>%1 closed the connection before its answer was complete.</source>
        <translation>%1 在应答完整之前关闭了连接。</translation>
    </message>
    <message>
        <source>The proxy %1 refused to connect: it answered with status %2.</source>
        <translation>代理 %1 拒绝连接：它以状态 %2 应答。</translation>
    </message>
    <message>
        <source>The proxy %1 refused to connect.</source>
        <translation>代理 %1 拒绝连接。</translation>
    </message>
    <message>
        <source>The proxy %1 wants a user name and a password.</source>
        <translation>代理 %1 要求用户名和密码。</translation>
    </message>
    <message>
        <source>Port %1 is in use by another program.</source>
        <translation>端口 %1 正被另一个程序使用。</translation>
    </message>
    <message>
        <source>The port is in use by another program.</source>
        <translation>该端口正被另一个程序使用。</translation>
    </message>
    <message>
        <source>This is not a stream: the answer of %1 has no Content-Type, where %2 is needed.</source>
        <translation>这不是流：%1 的应答没有 Content-Type，而此处需要 %2。</translation>
    </message>
    <message>
        <source>This is not a stream: the answer of %1 is %2, where %3 is needed.</source>
        <translation>这不是流：%1 的应答是 %2，而此处需要 %3。</translation>
    </message>
    <message>
        <source> Try the technique %1.</source>
        <translation>请试试 %1 技术。</translation>
    </message>
    <message>
        <source>The opening handshake with %1 failed. %2</source>
        <translation>与 %1 的打开握手失败。%2</translation>
    </message>
    <message>
        <source>%1 refused the opening handshake with status %2.</source>
        <translation>%1 以状态 %2 拒绝了打开握手。</translation>
    </message>
    <message>
        <source>The opening handshake with %1 failed.</source>
        <translation>与 %1 的打开握手失败。</translation>
    </message>
    <message>
        <source>The connection had to be failed because %1 broke a rule. %2</source>
        <translation>因为 %1 违反了规则，连接必须判为失败。%2</translation>
    </message>
    <message>
        <source>The connection had to be failed because %1 broke a rule of the protocol.</source>
        <translation>因为 %1 违反了协议规则，连接必须判为失败。</translation>
    </message>
    <message>
        <source>%1 sent or announced a message over the limit of %2; the connection was ended.</source>
        <translation>%1 发送或声明的消息超过 %2 的限制；连接已结束。</translation>
    </message>
    <message>
        <source>%1 sent or announced a message over the limit; the connection was ended.</source>
        <translation>%1 发送或声明的消息超过限制；连接已结束。</translation>
    </message>
    <message>
        <source>%1 did not answer within %2.</source>
        <translation>%1 未在 %2 内应答。</translation>
    </message>
    <message>
        <source>%1 did not answer in time.</source>
        <translation>%1 未及时应答。</translation>
    </message>
    <message>
        <source>%1 answered with a status that ends the attempt.</source>
        <translation>%1 以终止本次尝试的状态应答。</translation>
    </message>
    <message>
        <source>%1 answered with status %2.</source>
        <translation>%1 以状态 %2 应答。</translation>
    </message>
    <message>
        <source>%1 insists on HTTP/2, and Pushscope speaks HTTP/1.1.</source>
        <translation>%1 坚持使用 HTTP/2，而 Pushscope 使用 HTTP/1.1。</translation>
    </message>
    <message>
        <source>%1 redirected more than %2 times.</source>
        <translation>%1 重定向超过 %2 次。</translation>
    </message>
    <message>
        <source>%1 redirected too many times.</source>
        <translation>%1 重定向次数过多。</translation>
    </message>
    <message>
        <source>%1 ended the session before what was asked for had come.</source>
        <translation>%1 在所要求的内容到达之前结束了会话。</translation>
    </message>
    <message>
        <source>The disk is full: nothing more can be recorded into %1.</source>
        <translation>磁盘已满：无法再录制到 %1。</translation>
    </message>
    <message>
        <source>%1 is not a Pushscope capture.</source>
        <translation>%1 不是 Pushscope 捕获文件。</translation>
    </message>
    <message>
        <source>%1 is damaged: what could be read is shown.</source>
        <translation>%1 已损坏：显示能够读取的部分。</translation>
    </message>
    <message>
        <source>Another program is recording into %1.</source>
        <translation>另一个程序正在向 %1 录制。</translation>
    </message>
    <message>
        <source>%1 could not be read or written.</source>
        <translation>%1 无法读取或写入。</translation>
    </message>
    <message>
        <source>“%1” is not a URL that can be connected to.</source>
        <translation>“%1”不是可以连接的 URL。</translation>
    </message>
    <message>
        <source>request</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>first octet after %1</source>
        <translation>首字节用时 %1</translation>
    </message>
    <message>
        <source>end of body</source>
        <translation>正文结束</translation>
    </message>
    <message>
        <source>body cut off</source>
        <translation>正文被截断</translation>
    </message>
    <message>
        <source>after its time was up</source>
        <translation>超时之后才到</translation>
    </message>
    <message>
        <source>the callback was called</source>
        <translation>回调已被调用</translation>
    </message>
    <message>
        <source>the script ran without calling back: no page is told</source>
        <translation>脚本运行了但没有回调：页面得不到任何消息</translation>
    </message>
    <message>
        <source>not run: the script element fires error, and says no more</source>
        <translation>未运行：script 元素触发 error，此外什么也不说</translation>
    </message>
    <message>
        <source>Held by the server</source>
        <translation>被服务器保留</translation>
    </message>
    <message>
        <source>No request open before</source>
        <translation>此前没有打开的请求</translation>
    </message>
    <message>
        <source>Carries on</source>
        <translation>带入下一请求</translation>
    </message>
    <message>
        <source>Script fires</source>
        <translation>脚本触发</translation>
    </message>
    <message>
        <source>Callback called</source>
        <translation>回调已调用</translation>
    </message>
    <message>
        <source>After its time was up</source>
        <translation>超时之后</translation>
    </message>
    <message>
        <source>no answer in time</source>
        <translation>未及时应答</translation>
    </message>
    <message>
        <source>given up because the next round was due</source>
        <translation>因下一轮已到而放弃</translation>
    </message>
    <message>
        <source>the round failed</source>
        <translation>本轮失败</translation>
    </message>
    <message>
        <source>poll %1</source>
        <translation>轮询 %1</translation>
    </message>
    <message>
        <source>poll %1 · %2</source>
        <translation>轮询 %1 · %2</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>空</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>无变化</translation>
    </message>
    <message>
        <source>block dropped</source>
        <translation>块被丢弃</translation>
    </message>
    <message>
        <source>no data field: a browser fires nothing</source>
        <translation>没有 data 字段：浏览器不触发任何事件</translation>
    </message>
    <message>
        <source>the stream ended before its blank line</source>
        <translation>流在空行之前结束</translation>
    </message>
    <message>
        <source>block cut</source>
        <translation>块被截断</translation>
    </message>
    <message>
        <source>over the limit</source>
        <translation>超出限制</translation>
    </message>
    <message>
        <source>event</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>event %1</source>
        <translation>事件 %1</translation>
    </message>
    <message>
        <source>chunk</source>
        <translation>分块</translation>
    </message>
    <message>
        <source>body data</source>
        <translation>正文数据</translation>
    </message>
    <message>
        <source>comment</source>
        <translation>注释</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>the client</source>
        <translation>客户端</translation>
    </message>
    <message>
        <source>closing handshake</source>
        <translation>关闭握手</translation>
    </message>
    <message>
        <source>the connection was closed (FIN)</source>
        <translation>连接被关闭（FIN）</translation>
    </message>
    <message>
        <source>the connection was reset</source>
        <translation>连接被重置</translation>
    </message>
    <message>
        <source>TLS alert</source>
        <translation>TLS 警报</translation>
    </message>
    <message>
        <source>the server refused the handshake</source>
        <translation>服务器拒绝了握手</translation>
    </message>
    <message>
        <source>never connected</source>
        <translation>从未连接</translation>
    </message>
    <message>
        <source>connecting</source>
        <translation>连接中</translation>
    </message>
    <message>
        <source>connected</source>
        <translation>已连接</translation>
    </message>
    <message>
        <source>disconnected</source>
        <translation>已断开</translation>
    </message>
    <message>
        <source>by %1</source>
        <translation>由%1</translation>
    </message>
    <message>
        <source>was %1</source>
        <translation>原为 %1</translation>
    </message>
    <message>
        <source>a page gets the event %1</source>
        <translation>页面收到事件 %1</translation>
    </message>
    <message>
        <source>reconnect %1</source>
        <translation>重新连接 %1</translation>
    </message>
    <message>
        <source>in %1 ms</source>
        <translation>%1 ms 后</translation>
    </message>
    <message>
        <source>recording stalled</source>
        <translation>录制停顿</translation>
    </message>
    <message>
        <source>we did not read for %1: a gap in here is ours</source>
        <translation>我们有 %1 没有读取：其中的空隙由我们造成</translation>
    </message>
    <message>
        <source>capture begins</source>
        <translation>捕获开始</translation>
    </message>
    <message>
        <source>capture ends</source>
        <translation>捕获结束</translation>
    </message>
    <message>
        <source>clock</source>
        <translation>时钟</translation>
    </message>
    <message>
        <source>session begins</source>
        <translation>会话开始</translation>
    </message>
    <message>
        <source>fault %1</source>
        <translation>故障 %1</translation>
    </message>
    <message>
        <source>error: %1</source>
        <translation>错误：%1</translation>
    </message>
    <message>
        <source>note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>A server must not mask the frames it sends, and this one is masked; a client must close the connection on it (%1).</source>
        <translation>服务器不得对其发送的帧加掩码，而此帧加了掩码；客户端必须因此关闭连接（%1）。</translation>
    </message>
    <message>
        <source>A client must mask every frame it sends, and this one is not masked; a server must close the connection on it (%1).</source>
        <translation>客户端必须对其发送的每一帧加掩码，而此帧没有；服务器必须因此关闭连接（%1）。</translation>
    </message>
    <message>
        <source>A reserved bit is set to which no negotiated extension gives a meaning; it must be 0 (%1).</source>
        <translation>设置了一个没有任何已协商扩展赋予含义的保留位；它必须为 0（%1）。</translation>
    </message>
    <message>
        <source>The opcode is reserved for later use; the receiver must fail the connection (%1).</source>
        <translation>此操作码保留供日后使用；接收方必须判连接失败（%1）。</translation>
    </message>
    <message>
        <source>The payload length is written with more octets than it needs; the shortest form must be used (%1).</source>
        <translation>载荷长度使用了多于所需的字节；必须使用最短形式（%1）。</translation>
    </message>
    <message>
        <source>The most significant bit of the 64-bit payload length must be 0 and is 1, so where the frame ends cannot be known (%1).</source>
        <translation>64 位载荷长度的最高位必须为 0 而此处为 1，因此无法知道帧在何处结束（%1）。</translation>
    </message>
    <message>
        <source>A control frame must have at most 125 octets of payload, and this one has more (%1).</source>
        <translation>控制帧的载荷最多 125 字节，而此帧更多（%1）。</translation>
    </message>
    <message>
        <source>A control frame must not be fragmented, and the FIN bit of this one is 0 (%1).</source>
        <translation>控制帧不得分片，而此帧的 FIN 位为 0（%1）。</translation>
    </message>
    <message>
        <source>A continuation frame came although no fragmented message is open (%1).</source>
        <translation>没有未完成的分片消息却来了延续帧（%1）。</translation>
    </message>
    <message>
        <source>A new message began before the last fragment of the one that is open; fragments of two messages must not be interleaved (%1).</source>
        <translation>在未完成消息的最后分片之前开始了新消息；两条消息的分片不得交错（%1）。</translation>
    </message>
    <message>
        <source>Text must be valid UTF-8 and these octets are not: a WebSocket endpoint must fail the connection, an EventSource shows replacement characters (%1).</source>
        <translation>文本必须是有效的 UTF-8，而这些字节不是：WebSocket 端点必须判连接失败，EventSource 则显示替换字符（%1）。</translation>
    </message>
    <message>
        <source>This status code must not be sent in a Close frame: it is reserved or outside the ranges in use (%1).</source>
        <translation>此状态码不得在 Close 帧中发送：它是保留的或不在使用范围内（%1）。</translation>
    </message>
    <message>
        <source>The payload of a Close frame is either empty or starts with a status code of two octets, and this one has a single octet (%1).</source>
        <translation>Close 帧的载荷或者为空，或者以两字节的状态码开头，而此帧只有一个字节（%1）。</translation>
    </message>
    <message>
        <source>No more data frames must be sent after a Close frame, and here is one (%1).</source>
        <translation>Close 帧之后不得再发送数据帧，而这里有一个（%1）。</translation>
    </message>
    <message>
        <source>The compressed payload cannot be inflated; it is shown as it came (%1).</source>
        <translation>压缩的载荷无法解压；按收到的样子显示（%1）。</translation>
    </message>
    <message>
        <source>This is larger than the limit set for a message, so the rest was not taken (%1).</source>
        <translation>这超过了为消息设定的限制，其余部分未被接收（%1）。</translation>
    </message>
    <message>
        <source>The method of an opening handshake must be GET, and it is another (%1).</source>
        <translation>打开握手的方法必须是 GET，而此处是别的（%1）。</translation>
    </message>
    <message>
        <source>An opening handshake needs HTTP/1.1 or higher, and this request is of a lower version (%1).</source>
        <translation>打开握手需要 HTTP/1.1 或更高版本，而此请求的版本更低（%1）。</translation>
    </message>
    <message>
        <source>The opening handshake has no Host field, which the request must carry (%1).</source>
        <translation>打开握手缺少请求必须携带的 Host 字段（%1）。</translation>
    </message>
    <message>
        <source>The opening handshake needs an Upgrade field with the value websocket, and it is missing or says something else (%1).</source>
        <translation>打开握手需要值为 websocket 的 Upgrade 字段，而它缺失或是别的值（%1）。</translation>
    </message>
    <message>
        <source>The opening handshake needs a Connection field with the token Upgrade, and it is missing; a proxy that was not set up for WebSocket often removes it (%1).</source>
        <translation>打开握手需要含有 Upgrade 的 Connection 字段，而它缺失；未为 WebSocket 配置的代理常会移除它（%1）。</translation>
    </message>
    <message>
        <source>The request has no Sec-WebSocket-Key field, without which it is no opening handshake (%1).</source>
        <translation>请求没有 Sec-WebSocket-Key 字段，缺了它就不是打开握手（%1）。</translation>
    </message>
    <message>
        <source>Sec-WebSocket-Key must be 16 octets in base64, and this value is not (%1).</source>
        <translation>Sec-WebSocket-Key 必须是 base64 编码的 16 字节，而此值不是（%1）。</translation>
    </message>
    <message>
        <source>Sec-WebSocket-Version must be 13, and it is not (%1).</source>
        <translation>Sec-WebSocket-Version 必须为 13，而此处不是（%1）。</translation>
    </message>
    <message>
        <source>The server answered the opening handshake with a status other than 101, so no WebSocket was established (%1).</source>
        <translation>服务器以 101 以外的状态应答打开握手，因此没有建立 WebSocket（%1）。</translation>
    </message>
    <message>
        <source>Sec-WebSocket-Accept does not follow from the key of the request: whoever answered did not read it, or a cache answered for another (%1).</source>
        <translation>Sec-WebSocket-Accept 与请求的密钥不符：应答者没有读取它，或是缓存替别的请求作答（%1）。</translation>
    </message>
    <message>
        <source>The server chose a subprotocol that the client did not offer; the client must fail the connection (%1).</source>
        <translation>服务器选择了客户端未提议的子协议；客户端必须判连接失败（%1）。</translation>
    </message>
    <message>
        <source>The server uses an extension that the client did not offer; the client must fail the connection (%1).</source>
        <translation>服务器使用了客户端未提议的扩展；客户端必须判连接失败（%1）。</translation>
    </message>
    <message>
        <source>The parameters of the permessage-deflate extension are unknown, repeated or out of range; the offer or answer must be declined (%1).</source>
        <translation>permessage-deflate 扩展的参数未知、重复或超出范围；必须拒绝该提议或应答（%1）。</translation>
    </message>
    <message>
        <source>The request line is not a method, a target and a version with one blank between them (%1).</source>
        <translation>请求行不是以单个空格分隔的方法、目标和版本（%1）。</translation>
    </message>
    <message>
        <source>The status line is not a version, a status of three digits and a reason (%1).</source>
        <translation>状态行不是版本、三位数字状态和原因短语（%1）。</translation>
    </message>
    <message>
        <source>A field line is not a name, a colon and a value, or has characters that are not allowed there (%1).</source>
        <translation>字段行不是名称、冒号和值，或含有不允许的字符（%1）。</translation>
    </message>
    <message>
        <source>A line ends in LF alone; senders must write CR LF, and recipients differ in what they make of this (%1).</source>
        <translation>行仅以 LF 结尾；发送方必须写 CR LF，各接收方对此的理解不一（%1）。</translation>
    </message>
    <message>
        <source>A field value goes on in the next line; such folding is obsolete and must not be sent (%1).</source>
        <translation>字段值延续到下一行；这种折行已废弃，不得发送（%1）。</translation>
    </message>
    <message>
        <source>There is a blank between a field name and its colon, which is not allowed and has been used to smuggle requests (%1).</source>
        <translation>字段名与冒号之间有空格，这不被允许，且曾被用于请求走私（%1）。</translation>
    </message>
    <message>
        <source>A chunk must begin with its size as a hexadecimal number, extensions without blanks behind it, and end where the size says; this one does not (%1).</source>
        <translation>分块必须以十六进制的大小开头，其后的扩展不含空格，并在大小所示之处结束；此分块并非如此（%1）。</translation>
    </message>
    <message>
        <source>The connection ended before the chunk of size 0 that ends a chunked body, so the body is incomplete (%1).</source>
        <translation>连接在结束分块正文的大小为 0 的分块之前结束，因此正文不完整（%1）。</translation>
    </message>
    <message>
        <source>Content-Length is not a number, is given twice with different values, or the body has another length (%1).</source>
        <translation>Content-Length 不是数字、以不同的值给出两次，或正文长度与之不符（%1）。</translation>
    </message>
    <message>
        <source>Content-Length must not be sent together with Transfer-Encoding; the latter counts, and the pair has been used to smuggle requests (%1).</source>
        <translation>Content-Length 不得与 Transfer-Encoding 一同发送；以后者为准，这种组合曾被用于请求走私（%1）。</translation>
    </message>
    <message>
        <source>Octets came after the end of the last response, to which no request belongs (%1).</source>
        <translation>最后一个响应结束之后又来了字节，没有与之对应的请求（%1）。</translation>
    </message>
    <message>
        <source>The Content-Type is not that of the technique: an EventSource accepts nothing but text/event-stream and fails for good on anything else (%1).</source>
        <translation>Content-Type 不属于该技术：EventSource 只接受 text/event-stream，遇到其他类型会彻底失败（%1）。</translation>
    </message>
    <message>
        <source>The stream ended before the blank line that ends a block, so a browser discards the event (%1).</source>
        <translation>流在结束一个块的空行之前结束，因此浏览器会丢弃该事件（%1）。</translation>
    </message>
    <message>
        <source>The value of a retry field must be ASCII digits only, and this one is ignored (%1).</source>
        <translation>retry 字段的值只能是 ASCII 数字，此值被忽略（%1）。</translation>
    </message>
    <message>
        <source>The value of an id field contains U+0000, so the whole field is ignored (%1).</source>
        <translation>id 字段的值含有 U+0000，因此整个字段被忽略（%1）。</translation>
    </message>
    <message>
        <source>Only event, data, id and retry have a meaning; a field of any other name is ignored (%1).</source>
        <translation>只有 event、data、id 和 retry 有意义；其他名称的字段被忽略（%1）。</translation>
    </message>
    <message>
        <source>A byte order mark is only skipped at the start of the stream; here it becomes part of the field name, which nobody knows (%1).</source>
        <translation>字节顺序标记只在流的开头被跳过；在此处它成了字段名的一部分，无人认识（%1）。</translation>
    </message>
    <message>
        <source>This is no packet: it cannot be decoded at all (%1).</source>
        <translation>这不是数据包：完全无法解码（%1）。</translation>
    </message>
    <message>
        <source>The packet is of a type that the protocol does not define (%1).</source>
        <translation>数据包的类型未被协议定义（%1）。</translation>
    </message>
    <message>
        <source>The open packet must carry a JSON object with sid, pingInterval and pingTimeout, and it does not (%1).</source>
        <translation>open 数据包必须携带含 sid、pingInterval 和 pingTimeout 的 JSON 对象，而此处没有（%1）。</translation>
    </message>
    <message>
        <source>The packet announced binary attachments that did not follow (%1).</source>
        <translation>数据包声明了二进制附件，但附件没有随后到来（%1）。</translation>
    </message>
    <message>
        <source>A multipart type needs a boundary parameter and parts that it delimits, and there is none (%1).</source>
        <translation>multipart 类型需要 boundary 参数以及由它分隔的部分，而此处没有（%1）。</translation>
    </message>
    <message>
        <source>The part has no fields: nothing says what its content is, nor how long (%1).</source>
        <translation>该部分没有任何字段：既未说明内容的类型，也未说明其长度（%1）。</translation>
    </message>
    <message>
        <source>The Content-Length of the part differs from what lies between the boundaries (%1).</source>
        <translation>该部分的 Content-Length 与边界之间的内容不符（%1）。</translation>
    </message>
    <message>
        <source>The script is no call of a function with one value (%1).</source>
        <translation>该脚本不是带一个值的函数调用（%1）。</translation>
    </message>
    <message>
        <source>The script calls another function than the request asked for (%1).</source>
        <translation>该脚本调用的不是请求所要求的函数（%1）。</translation>
    </message>
    <message>
        <source>The stream ended in the middle of this value; what is shown is all that came (%1).</source>
        <translation>流在此值中间结束；所显示的即收到的全部（%1）。</translation>
    </message>
    <message>
        <source>Transfer-Encoding is not allowed in this message, or its codings are not such that the end of the body can be told (%1).</source>
        <translation>此消息中不允许 Transfer-Encoding，或其编码使得正文的结尾无法判定（%1）。</translation>
    </message>
    <message>
        <source>The message is no JSON text (%1).</source>
        <translation>此消息不是 JSON 文本（%1）。</translation>
    </message>
    <message>
        <source>What should delimit this message is missing or not as it has to be: perhaps the body is to be cut in another way (%1).</source>
        <translation>此消息的分界缺失或不合规定：或许正文应当用另一种方式切分（%1）。</translation>
    </message>
    <message>
        <source>A delimiter is two hyphens and the boundary, alone in its line; this one, or the boundary in the Content-Type, is not so (%1).</source>
        <translation>分隔行由两个连字符和边界组成，并独占一行；此分隔行或 Content-Type 中的边界并非如此（%1）。</translation>
    </message>
    <message>
        <source>handshake failed</source>
        <translation>握手失败</translation>
    </message>
    <message>
        <source>handshake</source>
        <translation>握手</translation>
    </message>
    <message>
        <source>accept checked</source>
        <translation>accept 已核对</translation>
    </message>
    <message>
        <source>subprotocol %1</source>
        <translation>子协议 %1</translation>
    </message>
    <message>
        <source>fragment</source>
        <translation>分片</translation>
    </message>
    <message>
        <source>frame with opcode %1</source>
        <translation>操作码为 %1 的帧</translation>
    </message>
    <message>
        <source>frame %1</source>
        <translation>帧 %1</translation>
    </message>
    <message>
        <source>%1 · %2 fragments</source>
        <translation>%1 · %2 个分片</translation>
    </message>
    <message>
        <source>round trip %1</source>
        <translation>往返 %1</translation>
    </message>
    <message>
        <source>without a status code</source>
        <translation>没有状态码</translation>
    </message>
    <message>
        <source>no Close frame</source>
        <translation>没有 Close 帧</translation>
    </message>
    <message>
        <source>closed %1</source>
        <translation>已关闭 %1</translation>
    </message>
    <message>
        <source>not in use</source>
        <translation>未使用</translation>
    </message>
    <message>
        <source>reserved for the protocol, without a meaning</source>
        <translation>为协议保留，没有含义</translation>
    </message>
    <message>
        <source>for libraries and frameworks</source>
        <translation>供库与框架使用</translation>
    </message>
    <message>
        <source>for private use</source>
        <translation>供私人使用</translation>
    </message>
    <message>
        <source>out of range</source>
        <translation>超出范围</translation>
    </message>
    <message>
        <source>%1 ns</source>
        <translation>%1 ns</translation>
    </message>
    <message>
        <source>%1 µs</source>
        <translation>%1 µs</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 分 %2 秒</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 小时 %2 分</translation>
    </message>
    <message>
        <source>1 octet</source>
        <translation>1 字节</translation>
    </message>
    <message>
        <source>%1 octets</source>
        <translation>%1 字节</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>证书</translation>
    </message>
    <message>
        <source>Issued by</source>
        <translation>颁发者</translation>
    </message>
    <message>
        <source>Expires</source>
        <translation>到期</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>已验证</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Certificate error</source>
        <translation>证书错误</translation>
    </message>
    <message>
        <source>Local address</source>
        <translation>本地地址</translation>
    </message>
    <message>
        <source>Remote address</source>
        <translation>远端地址</translation>
    </message>
    <message>
        <source>Name look-up</source>
        <translation>域名查询</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>TLS handshake</source>
        <translation>TLS 握手</translation>
    </message>
    <message>
        <source>Who ended it</source>
        <translation>由谁结束</translation>
    </message>
    <message>
        <source>How</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Client wrote</source>
        <translation>客户端写出</translation>
    </message>
    <message>
        <source>Server wrote</source>
        <translation>服务器写出</translation>
    </message>
    <message>
        <source>Was</source>
        <translation>原状态</translation>
    </message>
    <message>
        <source>Is now</source>
        <translation>现状态</translation>
    </message>
    <message>
        <source>A browser fires</source>
        <translation>浏览器触发</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Attempt</source>
        <translation>第几次</translation>
    </message>
    <message>
        <source>After</source>
        <translation>之后</translation>
    </message>
    <message>
        <source>Not read for</source>
        <translation>未读取时长</translation>
    </message>
    <message>
        <source>Recording could not keep up, so reading was stopped from %1 s to %2 s. Nothing is lost, but a gap in there is ours and not the peer&apos;s.</source>
        <translation>录制跟不上，因此从 %1 s 到 %2 s 停止了读取。没有丢失任何内容，但其中的空隙由我们而非对端造成。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Technique</source>
        <translation>技术</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>reserved</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>This is the last fragment of its message.</source>
        <translation>这是其消息的最后一个分片。</translation>
    </message>
    <message>
        <source>More fragments of the message follow.</source>
        <translation>该消息后面还有分片。</translation>
    </message>
    <message>
        <source>Reserved bits; no extension uses them here.</source>
        <translation>保留位；此处没有扩展使用。</translation>
    </message>
    <message>
        <source>Reserved bits: an extension gives them a meaning, permessage-deflate marks a compressed message with the first of them.</source>
        <translation>保留位：由扩展赋予含义，permessage-deflate 以第一位标记压缩的消息。</translation>
    </message>
    <message>
        <source>What the frame is for.</source>
        <translation>此帧的用途。</translation>
    </message>
    <message>
        <source>The payload is masked, as everything from a client is.</source>
        <translation>载荷加了掩码，来自客户端的一切皆如此。</translation>
    </message>
    <message>
        <source>The payload is not masked.</source>
        <translation>载荷未加掩码。</translation>
    </message>
    <message>
        <source>The length of the payload in octets.</source>
        <translation>载荷的字节长度。</translation>
    </message>
    <message>
        <source>126: the length stands in the next 16 bits.</source>
        <translation>126：长度在接下来的 16 位中。</translation>
    </message>
    <message>
        <source>127: the length stands in the next 64 bits.</source>
        <translation>127：长度在接下来的 64 位中。</translation>
    </message>
    <message>
        <source>Every octet of the payload was combined with one of these four by exclusive or.</source>
        <translation>载荷的每个字节都与这四个字节之一做了异或。</translation>
    </message>
    <message>
        <source>not a field line</source>
        <translation>不是字段行</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Connection was</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>used before</source>
        <translation>曾使用过</translation>
    </message>
    <message>
        <source>new</source>
        <translation>新建</translation>
    </message>
    <message>
        <source>First octet after</source>
        <translation>首字节用时</translation>
    </message>
    <message>
        <source>Ends by</source>
        <translation>结束方式</translation>
    </message>
    <message>
        <source>Body</source>
        <translation>正文</translation>
    </message>
    <message>
        <source>Content coding</source>
        <translation>内容编码</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Complete</source>
        <translation>完整</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>用时</translation>
    </message>
    <message>
        <source>trailer</source>
        <translation>尾部字段</translation>
    </message>
    <message>
        <source>Round</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>有变化</translation>
    </message>
    <message>
        <source>Empty</source>
        <translation>空</translation>
    </message>
    <message>
        <source>Overlapped</source>
        <translation>有重叠</translation>
    </message>
    <message>
        <source>appended to the data</source>
        <translation>追加到 data</translation>
    </message>
    <message>
        <source>the type of the event</source>
        <translation>事件的类型</translation>
    </message>
    <message>
        <source>ignored: contains U+0000</source>
        <translation>忽略：含有 U+0000</translation>
    </message>
    <message>
        <source>becomes the last event ID</source>
        <translation>成为最后的事件 ID</translation>
    </message>
    <message>
        <source>sets the reconnection time</source>
        <translation>设置重连时间</translation>
    </message>
    <message>
        <source>ignored: not ASCII digits only</source>
        <translation>忽略：不全是 ASCII 数字</translation>
    </message>
    <message>
        <source>ignored: no field of this name</source>
        <translation>忽略：没有此名称的字段</translation>
    </message>
    <message>
        <source>fires “%1” with %2 of data</source>
        <translation>触发“%1”，data 为 %2</translation>
    </message>
    <message>
        <source>fires nothing: the block has no data field</source>
        <translation>不触发：该块没有 data 字段</translation>
    </message>
    <message>
        <source>fires nothing: the stream ended before the blank line</source>
        <translation>不触发：流在空行之前结束</translation>
    </message>
    <message>
        <source>cannot be told: only the beginning was taken</source>
        <translation>无法判断：只接收了开头</translation>
    </message>
    <message>
        <source>A browser</source>
        <translation>浏览器</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Last event ID</source>
        <translation>最后的事件 ID</translation>
    </message>
    <message>
        <source>%1, from an earlier block</source>
        <translation>%1，来自之前的块</translation>
    </message>
    <message>
        <source>Chunk</source>
        <translation>分块</translation>
    </message>
    <message>
        <source>exactly one carries it</source>
        <translation>恰由一个分块承载</translation>
    </message>
    <message>
        <source>the next boundary: without a Content-Length nothing else tells</source>
        <translation>下一个边界：没有 Content-Length，只能凭此判断</translation>
    </message>
    <message>
        <source>its Content-Length</source>
        <translation>其 Content-Length</translation>
    </message>
    <message>
        <source>the end of the stream</source>
        <translation>流的结束</translation>
    </message>
    <message>
        <source>nothing: it is longer than what is taken of a message</source>
        <translation>无从得知：其长度超过单条消息所取的上限</translation>
    </message>
    <message>
        <source>the octets are a %1 picture</source>
        <translation>字节实为 %1 图片</translation>
    </message>
    <message>
        <source>outside of parts</source>
        <translation>各部分之外</translation>
    </message>
    <message>
        <source>part, unended</source>
        <translation>部分（未结束）</translation>
    </message>
    <message>
        <source>part</source>
        <translation>部分</translation>
    </message>
    <message>
        <source>%1 picture</source>
        <translation>%1 图片</translation>
    </message>
    <message>
        <source>Stands</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>before the first boundary</source>
        <translation>在第一个边界之前</translation>
    </message>
    <message>
        <source>behind a part that was over</source>
        <translation>在已结束的部分之后</translation>
    </message>
    <message>
        <source>End known by</source>
        <translation>结束的依据</translation>
    </message>
    <message>
        <source>Waited for it</source>
        <translation>为此等待</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>a comment: ignored</source>
        <translation>注释：忽略</translation>
    </message>
    <message>
        <source>ignores it</source>
        <translation>忽略它</translation>
    </message>
    <message>
        <source>waits %1 ms before it reconnects</source>
        <translation>等待 %1 ms 后重新连接</translation>
    </message>
    <message>
        <source>Section</source>
        <translation>章节</translation>
    </message>
    <message>
        <source>you sent it</source>
        <translation>由您发送</translation>
    </message>
    <message>
        <source>the command line asked for it</source>
        <translation>命令行要求</translation>
    </message>
    <message>
        <source>the protocol asks for it</source>
        <translation>协议要求</translation>
    </message>
    <message>
        <source>echo of what came</source>
        <translation>回显收到的内容</translation>
    </message>
    <message>
        <source>the mock&apos;s scenario</source>
        <translation>模拟服务器的情景</translation>
    </message>
    <message>
        <source>a fault of the mock, on purpose</source>
        <translation>模拟服务器故意的故障</translation>
    </message>
    <message>
        <source>passed on by the proxy</source>
        <translation>由代理转发</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>From</source>
        <translation>来自</translation>
    </message>
    <message>
        <source>Sent because</source>
        <translation>发送缘由</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Exchange</source>
        <translation>交换</translation>
    </message>
    <message>
        <source>On the wire</source>
        <translation>线路上</translation>
    </message>
    <message>
        <source>Carried by</source>
        <translation>承载于</translation>
    </message>
    <message>
        <source>Handshake accepted</source>
        <translation>握手成功</translation>
    </message>
    <message>
        <source>Handshake failed</source>
        <translation>握手失败</translation>
    </message>
    <message>
        <source>Subprotocol</source>
        <translation>子协议</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Extensions</source>
        <translation>扩展</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>帧数</translation>
    </message>
    <message>
        <source>Compressed</source>
        <translation>已压缩</translation>
    </message>
    <message>
        <source>to %1 from %2</source>
        <translation>自 %2 至 %1</translation>
    </message>
    <message>
        <source>A browser sees</source>
        <translation>浏览器看到</translation>
    </message>
    <message>
        <source>code 1005</source>
        <translation>代码 1005</translation>
    </message>
    <message>
        <source>Status code</source>
        <translation>状态码</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>The connection was cut, not closed: neither end sent a Close frame, so the other could not know why.</source>
        <translation>连接是被切断而非关闭：两端都没有发送 Close 帧，因此对方无从得知原因。</translation>
    </message>
    <message>
        <source>No WebSocket was established: the server answered the opening handshake with an ordinary HTTP response.</source>
        <translation>没有建立 WebSocket：服务器以普通 HTTP 响应应答了打开握手。</translation>
    </message>
    <message>
        <source>No connection came about, so no WebSocket was established.</source>
        <translation>没有建立连接，因此没有建立 WebSocket。</translation>
    </message>
    <message>
        <source>The peer did not answer in time, and the connection was given up.</source>
        <translation>对端未及时应答，已放弃连接。</translation>
    </message>
    <message>
        <source>Round trip</source>
        <translation>往返</translation>
    </message>
    <message>
        <source>{ %1 }</source>
        <translation>{ %1 }</translation>
    </message>
    <message>
        <source>[ %1 ]</source>
        <translation>[ %1 ]</translation>
    </message>
    <message>
        <source>key</source>
        <translation>键</translation>
    </message>
    <message>
        <source>value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>The recording of %1 was cut off; every record that is there is whole.</source>
        <translation>%1 的录制被中断；其中的每条记录都是完整的。</translation>
    </message>
    <message>
        <source>“%1” is no value of this key.</source>
        <translation>“%1”不是此键的取值。</translation>
    </message>
    <message>
        <source>This key has no order; compare it with “:”.</source>
        <translation>此键没有大小之分，请用“:”比较。</translation>
    </message>
    <message>
        <source>A key is followed by “:”, “&lt;”, “&lt;=”, “&gt;” or “&gt;=”.</source>
        <translation>键后面应为“:”、“&lt;”、“&lt;=”、“&gt;”或“&gt;=”。</translation>
    </message>
    <message>
        <source>“%1” is no number.</source>
        <translation>“%1”不是数字。</translation>
    </message>
    <message>
        <source>No regular expression: %1.</source>
        <translation>不是正则表达式：%1。</translation>
    </message>
    <message>
        <source>The only flag of a regular expression is “i”.</source>
        <translation>正则表达式唯一的标志是“i”。</translation>
    </message>
    <message>
        <source>A value is missing here.</source>
        <translation>此处缺少取值。</translation>
    </message>
    <message>
        <source>A word or “key:value” is missing here.</source>
        <translation>此处缺少词语或“键:值”。</translation>
    </message>
    <message>
        <source>The closing quotation mark is missing.</source>
        <translation>缺少结尾的引号。</translation>
    </message>
    <message>
        <source>A blank is missing beside the quotation mark.</source>
        <translation>引号旁缺少空格。</translation>
    </message>
    <message>
        <source>The closing “/” of the regular expression is missing.</source>
        <translation>正则表达式缺少结尾的“/”。</translation>
    </message>
    <message>
        <source>This parenthesis is never closed.</source>
        <translation>此括号没有闭合。</translation>
    </message>
    <message>
        <source>This parenthesis was never opened.</source>
        <translation>此括号没有对应的左括号。</translation>
    </message>
    <message>
        <source>Too many parentheses in one another.</source>
        <translation>括号嵌套过深。</translation>
    </message>
    <message>
        <source>Too many terms.</source>
        <translation>条件过多。</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Accept</translation>
    </message>
    <message>
        <source>Expected accept</source>
        <translation>预期的 Accept</translation>
    </message>
    <message>
        <source>Open for</source>
        <translation>打开时长</translation>
    </message>
    <message>
        <source>error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>a JSON value</source>
        <translation>一个 JSON 值</translation>
    </message>
    <message>
        <source>a member&apos;s name in quotes</source>
        <translation>带引号的成员名</translation>
    </message>
    <message>
        <source>the closing quote of the string, and no line end or bad escape before it</source>
        <translation>字符串的结束引号，其前不得有换行或错误的转义</translation>
    </message>
    <message>
        <source>the end of the file</source>
        <translation>文件结尾</translation>
    </message>
    <message>
        <source>UTF-8 text</source>
        <translation>UTF-8 文本</translation>
    </message>
    <message>
        <source>an object</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>a list</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>a string</source>
        <translation>字符串</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>整数</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true 或 false</translation>
    </message>
    <message>
        <source>a path that begins with / and has no ?, # or blank</source>
        <translation>以 / 开头且不含 ?、# 或空白的路径</translation>
    </message>
    <message>
        <source>a name of letters, digits, dots, hyphens and underscores</source>
        <translation>由字母、数字、点、连字符和下划线组成的名称</translation>
    </message>
    <message>
        <source>an origin like http://localhost:3000</source>
        <translation>形如 http://localhost:3000 的来源</translation>
    </message>
    <message>
        <source>* or an origin like http://localhost:3000</source>
        <translation>* 或形如 http://localhost:3000 的来源</translation>
    </message>
    <message>
        <source>a token: letters, digits and some signs, no blanks</source>
        <translation>令牌：字母、数字和部分符号，不含空白</translation>
    </message>
    <message>
        <source>one line of text</source>
        <translation>一行文本</translation>
    </message>
    <message>
        <source>a code that may be sent: 1000–1003, 1007–1014 or 3000–4999</source>
        <translation>可以发送的代码：1000–1003、1007–1014 或 3000–4999</translation>
    </message>
    <message>
        <source>%1 or %2</source>
        <translation>%1 或 %2</translation>
    </message>
    <message>
        <source>expected %1</source>
        <translation>应为%1</translation>
    </message>
    <message>
        <source>expected no more than %1 lists and objects in one another</source>
        <translation>列表与对象的嵌套不应超过 %1 层</translation>
    </message>
    <message>
        <source>“%1” is here twice; expected one</source>
        <translation>“%1”出现了两次；应只有一个</translation>
    </message>
    <message>
        <source>there is no member “%1” here; expected one of %2</source>
        <translation>此处没有成员“%1”；应为下列之一：%2</translation>
    </message>
    <message>
        <source>expected the member %1</source>
        <translation>应有成员 %1</translation>
    </message>
    <message>
        <source>“%1” cannot stand beside “%2”; expected one of the two</source>
        <translation>“%1”不能与“%2”并存；应只有其一</translation>
    </message>
    <message>
        <source>“%1” has no meaning alone; expected “%2” beside it</source>
        <translation>单独的“%1”没有意义；旁边应有“%2”</translation>
    </message>
    <message>
        <source>expected one of %1</source>
        <translation>应为下列之一：%1</translation>
    </message>
    <message>
        <source>expected %1 or more</source>
        <translation>应不小于 %1</translation>
    </message>
    <message>
        <source>expected %1 or less</source>
        <translation>应不大于 %1</translation>
    </message>
    <message>
        <source>expected at least %1 in it</source>
        <translation>其中应至少有 %1 个</translation>
    </message>
    <message>
        <source>expected at most %1 in it</source>
        <translation>其中应至多有 %1 个</translation>
    </message>
    <message>
        <source>there is no channel “%1”; expected it in channels</source>
        <translation>没有通道“%1”；它应列在 channels 中</translation>
    </message>
    <message>
        <source>there is no channel “%1”; expected one of %2</source>
        <translation>没有通道“%1”；应为下列之一：%2</translation>
    </message>
    <message>
        <source>%1 is the server&apos;s own; expected another path</source>
        <translation>%1 归服务器自身所有；应为其他路径</translation>
    </message>
    <message>
        <source>%1 is taken by an endpoint above; expected another path</source>
        <translation>%1 已被上面的端点占用；应为其他路径</translation>
    </message>
    <message>
        <source>there is no template “%1” here; expected one of %2</source>
        <translation>此处没有模板“%1”；应为下列之一：%2</translation>
    </message>
    <message>
        <source>“%1” is no template; expected %2</source>
        <translation>“%1”不是模板；应为 %2</translation>
    </message>
    <message>
        <source>expected a regular expression; this one: %1</source>
        <translation>应为正则表达式；此表达式的问题：%1</translation>
    </message>
    <message>
        <source>there is no folder %1; expected one that can be read</source>
        <translation>没有文件夹 %1；应为一个可读的文件夹</translation>
    </message>
    <message>
        <source>The scenario</source>
        <translation>该场景</translation>
    </message>
    <message>
        <source>%1 is no scenario file.</source>
        <translation>%1 不是场景文件。</translation>
    </message>
    <message>
        <source>%1 could not be read: %2.</source>
        <translation>无法读取 %1：%2。</translation>
    </message>
    <message>
        <source>%1, line %2, column %3: %4.</source>
        <translation>%1，第 %2 行第 %3 列：%4。</translation>
    </message>
    <message>
        <source>32-bit length, big endian</source>
        <translation>32 位长度，大端</translation>
    </message>
    <message>
        <source>32-bit length, little endian</source>
        <translation>32 位长度，小端</translation>
    </message>
    <message>
        <source>Cut into</source>
        <translation>切分为</translation>
    </message>
    <message>
        <source>Flags</source>
        <translation>标志</translation>
    </message>
    <message>
        <source>JSON text sequence (RS … LF)</source>
        <translation>JSON 文本序列（RS … LF）</translation>
    </message>
    <message>
        <source>JSON values, one after another</source>
        <translation>逐个 JSON 值</translation>
    </message>
    <message>
        <source>blocks up to a blank line</source>
        <translation>以空行结束的块</translation>
    </message>
    <message>
        <source>compressed</source>
        <translation>已压缩</translation>
    </message>
    <message>
        <source>decimal length on a line of its own</source>
        <translation>单独一行的十进制长度</translation>
    </message>
    <message>
        <source>elements of one JSON array</source>
        <translation>一个 JSON 数组的元素</translation>
    </message>
    <message>
        <source>end of stream</source>
        <translation>流结束</translation>
    </message>
    <message>
        <source>gRPC-Web or Connect envelopes</source>
        <translation>gRPC-Web 或 Connect 封套</translation>
    </message>
    <message>
        <source>lines</source>
        <translation>行</translation>
    </message>
    <message>
        <source>message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>trailers</source>
        <translation>尾部字段</translation>
    </message>
    <message>
        <source>varint length</source>
        <translation>varint 长度</translation>
    </message>
    <message>
        <source>external script</source>
        <translation>外部脚本</translation>
    </message>
    <message>
        <source>script</source>
        <translation>脚本</translation>
    </message>
    <message>
        <source>callback</source>
        <translation>回调</translation>
    </message>
    <message>
        <source>no callback</source>
        <translation>没有回调</translation>
    </message>
    <message>
        <source>a value that is written out</source>
        <translation>直接写出的值</translation>
    </message>
    <message>
        <source>a string that is written out</source>
        <translation>直接写出的字符串</translation>
    </message>
    <message>
        <source>an expression: only running it would tell its value</source>
        <translation>表达式：只有运行才知道它的值</translation>
    </message>
    <message>
        <source>no JavaScript: a browser runs nothing of this script</source>
        <translation>不是 JavaScript：浏览器不会运行这个脚本的任何部分</translation>
    </message>
    <message>
        <source>external: the browser fetches it, and does not run what stands here</source>
        <translation>外部脚本：浏览器会去获取它，而不运行写在这里的内容</translation>
    </message>
    <message>
        <source>runs as soon as its end tag has come</source>
        <translation>结束标签一到就运行</translation>
    </message>
    <message>
        <source>a module: runs only after the whole document has come</source>
        <translation>模块：整个文档到达之后才运行</translation>
    </message>
    <message>
        <source>a data block: does not run</source>
        <translation>数据块：不运行</translation>
    </message>
    <message>
        <source>not written out; without any, the frame&apos;s own origin</source>
        <translation>没有直接写出；缺省时为框架自身的源</translation>
    </message>
    <message>
        <source>* (any page gets the message)</source>
        <translation>*（任何页面都会收到消息）</translation>
    </message>
    <message>
        <source>/ (a page of the frame&apos;s own origin)</source>
        <translation>/（与框架同源的页面）</translation>
    </message>
    <message>
        <source>calls the page&apos;s function</source>
        <translation>调用页面的函数</translation>
    </message>
    <message>
        <source>calls another function: where the page has none of that name, an error in the console, and the page is told nothing</source>
        <translation>调用了另一个函数：如果页面没有这个名字的函数，只在控制台报错，页面得不到任何通知</translation>
    </message>
    <message>
        <source>the page&apos;s function is not called, and the page is told nothing</source>
        <translation>页面的函数没有被调用，页面也得不到任何通知</translation>
    </message>
    <message>
        <source>In a browser</source>
        <translation>在浏览器中</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>调用</translation>
    </message>
    <message>
        <source>Argument</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Target origin</source>
        <translation>目标源</translation>
    </message>
    <message>
        <source>Not recorded for</source>
        <translation>未录制时长</translation>
    </message>
    <message>
        <source>The file could not be written, and it was chosen to go on all the same: from %1 s to %2 s nothing was recorded.</source>
        <translation>文件无法写入，而用户选择继续运行：从 %1 秒到 %2 秒没有录制任何内容。</translation>
    </message>
    <message>
        <source>not recorded</source>
        <translation>未录制</translation>
    </message>
    <message>
        <source>nothing was recorded for %1: what passed is not in here</source>
        <translation>有 %1 没有录制：期间的内容不在此处</translation>
    </message>
    <message>
        <source>Its script blocks do not run: that takes &apos;unsafe-inline&apos;, a nonce or a hash.</source>
        <translation>其中的脚本块不会运行：需要 &apos;unsafe-inline&apos;、nonce 或哈希。</translation>
    </message>
    <message>
        <source>The page&apos;s policy has it asked for over TLS instead: the server has to answer there.</source>
        <translation>页面的策略使其改为通过 TLS 请求：服务器必须在那里应答。</translation>
    </message>
    <message>
        <source>%1 sends nothing but GET; fetch() can.</source>
        <translation>%1 只能发送 GET；fetch() 则可以。</translation>
    </message>
    <message>
        <source>204 tells EventSource to stop: it does not reconnect.</source>
        <translation>204 让 EventSource 停止：它不再重连。</translation>
    </message>
    <message>
        <source>&lt;img&gt; shows multipart/x-mixed-replace or a picture; a page reads this with fetch() only.</source>
        <translation>&lt;img&gt; 只显示 multipart/x-mixed-replace 或图片；页面只能用 fetch() 读取此内容。</translation>
    </message>
    <message>
        <source>A page can make it with %1.</source>
        <translation>页面可以用 %1 发出它。</translation>
    </message>
    <message>
        <source>A picture in an https page is asked for as https instead: the server has to answer there.</source>
        <translation>https 页面中的图片会改为以 https 请求：服务器必须在那里应答。</translation>
    </message>
    <message>
        <source>A preflight has to be answered with a status from 200 to 299.</source>
        <translation>预检必须以 200 到 299 的状态应答。</translation>
    </message>
    <message>
        <source>An OPTIONS request goes ahead, and its answer has to say: %1.</source>
        <translation>会先发送一个 OPTIONS 请求，其应答必须包含：%1。</translation>
    </message>
    <message>
        <source>An https page may load over https only.</source>
        <translation>https 页面只能通过 https 加载。</translation>
    </message>
    <message>
        <source>An https page may open wss only.</source>
        <translation>https 页面只能打开 wss。</translation>
    </message>
    <message>
        <source>Any origin may read it.</source>
        <translation>任何源都可以读取。</translation>
    </message>
    <message>
        <source>Browsers send no such field, and let no script set it.</source>
        <translation>浏览器不发送这样的字段，也不允许脚本设置它。</translation>
    </message>
    <message>
        <source>CORS</source>
        <translation>CORS</translation>
    </message>
    <message>
        <source>Cookies</source>
        <translation>Cookie</translation>
    </message>
    <message>
        <source>Each part that is a picture replaces the one before.</source>
        <translation>每个图片部分替换前一个。</translation>
    </message>
    <message>
        <source>Event stream</source>
        <translation>事件流</translation>
    </message>
    <message>
        <source>EventSource never asks beforehand, not for Last-Event-ID and Cache-Control either: it sets these itself.</source>
        <translation>EventSource 从不预检，对 Last-Event-ID 和 Cache-Control 也不：这些由它自己设置。</translation>
    </message>
    <message>
        <source>EventSource takes 200 and nothing else: it fails and does not reconnect.</source>
        <translation>EventSource 只接受 200：它会失败且不再重连。</translation>
    </message>
    <message>
        <source>EventSource takes text/event-stream and nothing else: it fails and does not reconnect.</source>
        <translation>EventSource 只接受 text/event-stream：它会失败且不再重连。</translation>
    </message>
    <message>
        <source>Fields to read</source>
        <translation>可读字段</translation>
    </message>
    <message>
        <source>Framing</source>
        <translation>嵌入框架</translation>
    </message>
    <message>
        <source>How many requests were under way is not known.</source>
        <translation>不知道当时有多少请求正在进行。</translation>
    </message>
    <message>
        <source>In a page of another site this cookie is neither kept nor sent: it takes SameSite=None and Secure.</source>
        <translation>在其他站点的页面中，此 Cookie 既不保存也不发送：需要 SameSite=None 和 Secure。</translation>
    </message>
    <message>
        <source>It fired %1.</source>
        <translation>它触发了 %1。</translation>
    </message>
    <message>
        <source>It fires error and close with code 1006, without a reason.</source>
        <translation>它触发 error 和代码为 1006 的 close，不给出原因。</translation>
    </message>
    <message>
        <source>It fires error, without a reason, and stays closed.</source>
        <translation>它触发 error，不给出原因，并保持关闭。</translation>
    </message>
    <message>
        <source>It fires nothing at this moment.</source>
        <translation>此刻它不触发任何事件。</translation>
    </message>
    <message>
        <source>It fires open.</source>
        <translation>它触发 open。</translation>
    </message>
    <message>
        <source>It is a JavaScript type.</source>
        <translation>这是 JavaScript 类型。</translation>
    </message>
    <message>
        <source>It is still connecting.</source>
        <translation>它仍在连接。</translation>
    </message>
    <message>
        <source>It keeps the answer from pages of this origin.</source>
        <translation>它不让此源的页面使用该应答。</translation>
    </message>
    <message>
        <source>It lets pages of this origin embed the answer.</source>
        <translation>它允许此源的页面嵌入该应答。</translation>
    </message>
    <message>
        <source>Method and fields are safelisted: the request goes out at once.</source>
        <translation>方法和字段都在安全列表中：请求立即发出。</translation>
    </message>
    <message>
        <source>Mixed content</source>
        <translation>混合内容</translation>
    </message>
    <message>
        <source>More than one value allows nobody: the field takes a single origin.</source>
        <translation>多个值等于谁也不允许：该字段只接受一个源。</translation>
    </message>
    <message>
        <source>No Content-Security-Policy of the page was given.</source>
        <translation>没有给出页面的 Content-Security-Policy。</translation>
    </message>
    <message>
        <source>No JavaScript type, but without nosniff it runs all the same.</source>
        <translation>不是 JavaScript 类型，但没有 nosniff，它照样运行。</translation>
    </message>
    <message>
        <source>No page may frame it.</source>
        <translation>任何页面都不能嵌入它。</translation>
    </message>
    <message>
        <source>No page of %1 may frame it: the browser shows an error page instead.</source>
        <translation>%1 的页面不能嵌入它：浏览器改为显示错误页。</translation>
    </message>
    <message>
        <source>No policy of the answer keeps its script blocks from running.</source>
        <translation>应答中没有策略阻止其脚本块运行。</translation>
    </message>
    <message>
        <source>No postMessage() with a target origin was seen; parent.fn() reaches pages of the same origin only.</source>
        <translation>没有见到带目标源的 postMessage()；parent.fn() 只能到达同源页面。</translation>
    </message>
    <message>
        <source>No response yet.</source>
        <translation>尚无响应。</translation>
    </message>
    <message>
        <source>No script may use this method.</source>
        <translation>任何脚本都不能使用此方法。</translation>
    </message>
    <message>
        <source>No source matches %1: the script element needs the nonce.</source>
        <translation>没有来源与 %1 匹配：script 元素需要该 nonce。</translation>
    </message>
    <message>
        <source>No source of this directive matches %1.</source>
        <translation>此指令中没有来源与 %1 匹配。</translation>
    </message>
    <message>
        <source>No value that counts: it is ignored.</source>
        <translation>没有有效的值：被忽略。</translation>
    </message>
    <message>
        <source>Of a page without an origin, the page above it or its own URL decides.</source>
        <translation>对没有源的页面，由其上层页面或自身的 URL 决定。</translation>
    </message>
    <message>
        <source>One picture, shown once.</source>
        <translation>一张图片，显示一次。</translation>
    </message>
    <message>
        <source>Only 101 opens a WebSocket; the page is not told the status.</source>
        <translation>只有 101 能打开 WebSocket；页面得不到状态码。</translation>
    </message>
    <message>
        <source>Only a status from 200 to 299 runs.</source>
        <translation>只有 200 到 299 的状态才会运行。</translation>
    </message>
    <message>
        <source>Only a status from 200 to 299 runs; the page gets error, and no reason.</source>
        <translation>只有 200 到 299 的状态才会运行；页面只得到 error，没有原因。</translation>
    </message>
    <message>
        <source>Only pages of its own origin may frame it.</source>
        <translation>只有同源页面可以嵌入它。</translation>
    </message>
    <message>
        <source>Only script blocks with the nonce or hash that it names run.</source>
        <translation>只有带有其中所列 nonce 或哈希的脚本块才会运行。</translation>
    </message>
    <message>
        <source>Opening handshake</source>
        <translation>打开握手</translation>
    </message>
    <message>
        <source>Origin</source>
        <translation>源</translation>
    </message>
    <message>
        <source>Page and URL are of the same site: its cookies go along.</source>
        <translation>页面与 URL 属于同一站点：其 Cookie 一并发送。</translation>
    </message>
    <message>
        <source>Page and URL have the same origin.</source>
        <translation>页面与 URL 同源。</translation>
    </message>
    <message>
        <source>Page and answer both come over TLS.</source>
        <translation>页面和应答都通过 TLS 传输。</translation>
    </message>
    <message>
        <source>Pages of this origin may frame it.</source>
        <translation>此源的页面可以嵌入它。</translation>
    </message>
    <message>
        <source>Pages of this origin may frame it; X-Frame-Options does not count beside.</source>
        <translation>此源的页面可以嵌入它；此时 X-Frame-Options 不起作用。</translation>
    </message>
    <message>
        <source>Pictures, sound, film and CSV never run as a script.</source>
        <translation>图片、声音、视频和 CSV 永远不会作为脚本运行。</translation>
    </message>
    <message>
        <source>Policy of the page</source>
        <translation>页面的策略</translation>
    </message>
    <message>
        <source>Preflight</source>
        <translation>预检</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Resource policy</source>
        <translation>资源策略</translation>
    </message>
    <message>
        <source>Same origin: no OPTIONS request goes ahead.</source>
        <translation>同源：不会先发送 OPTIONS 请求。</translation>
    </message>
    <message>
        <source>Scripts in the frame</source>
        <translation>框架中的脚本</translation>
    </message>
    <message>
        <source>Sent are cookies with SameSite=None and Secure, unless the browser keeps those of other sites from pages altogether.</source>
        <translation>发送带 SameSite=None 和 Secure 的 Cookie，除非浏览器完全阻止第三方 Cookie。</translation>
    </message>
    <message>
        <source>Six connections</source>
        <translation>六个连接</translation>
    </message>
    <message>
        <source>Status and type are those of an event stream.</source>
        <translation>状态和类型都符合事件流。</translation>
    </message>
    <message>
        <source>Status of the script</source>
        <translation>脚本的状态</translation>
    </message>
    <message>
        <source>The answer allows no other origin: the field is missing.</source>
        <translation>应答不允许其他源：缺少该字段。</translation>
    </message>
    <message>
        <source>The answer allows the method and every field.</source>
        <translation>应答允许该方法和所有字段。</translation>
    </message>
    <message>
        <source>The answer does not allow the field %1.</source>
        <translation>应答不允许字段 %1。</translation>
    </message>
    <message>
        <source>The answer does not allow the method %1.</source>
        <translation>应答不允许方法 %1。</translation>
    </message>
    <message>
        <source>The answer is sandboxed without allow-scripts: nothing in it runs.</source>
        <translation>应答处于没有 allow-scripts 的沙盒中：其中的脚本都不运行。</translation>
    </message>
    <message>
        <source>The answer names another origin than %1.</source>
        <translation>应答指明的源不是 %1。</translation>
    </message>
    <message>
        <source>The answer names this origin and allows credentials.</source>
        <translation>应答指明此源并允许凭据。</translation>
    </message>
    <message>
        <source>The answer names this origin.</source>
        <translation>应答指明此源。</translation>
    </message>
    <message>
        <source>The answer says nothing about it: any page may frame it.</source>
        <translation>应答未作说明：任何页面都可以嵌入它。</translation>
    </message>
    <message>
        <source>The answer sets none, so that any page may embed it.</source>
        <translation>应答没有设置，因此任何页面都可以嵌入它。</translation>
    </message>
    <message>
        <source>The browser drops the message: it is meant for another origin, and neither side gets an error.</source>
        <translation>浏览器丢弃该消息：它是给另一个源的，双方都得不到错误。</translation>
    </message>
    <message>
        <source>The browser would send Origin: %1; this handshake had another, and the server may decide by it.</source>
        <translation>浏览器会发送 Origin: %1；这次握手用的是另一个源，服务器可能据此决定。</translation>
    </message>
    <message>
        <source>The browser would send Origin: %1; this handshake had none, and the server may decide by it.</source>
        <translation>浏览器会发送 Origin: %1；这次握手没有该字段，服务器可能据此决定。</translation>
    </message>
    <message>
        <source>The element fires nothing yet.</source>
        <translation>元素尚未触发任何事件。</translation>
    </message>
    <message>
        <source>The frame fires load even so: the page gets no message and no error.</source>
        <translation>框架仍会触发 load：页面得不到消息，也得不到错误。</translation>
    </message>
    <message>
        <source>The handshake failed; whether for this origin, its status does not tell.</source>
        <translation>握手失败；是否因为此源，状态码看不出来。</translation>
    </message>
    <message>
        <source>The machine itself is trusted without TLS, even by a page that has it.</source>
        <translation>本机无需 TLS 即受信任，即使页面使用 TLS。</translation>
    </message>
    <message>
        <source>The message reaches a page of this origin.</source>
        <translation>消息会到达此源的页面。</translation>
    </message>
    <message>
        <source>The page cannot read ETag and so not carry it on: the answer does not expose it.</source>
        <translation>页面读不到 ETag，也就无法在下次请求中携带：应答没有公开它。</translation>
    </message>
    <message>
        <source>The page gets message events as scripts arrive; the frame fires load when the document ends.</source>
        <translation>脚本到达时页面得到 message 事件；文档结束时框架触发 load。</translation>
    </message>
    <message>
        <source>The page is of its own origin.</source>
        <translation>页面与其同源。</translation>
    </message>
    <message>
        <source>The page itself came without TLS.</source>
        <translation>页面本身未使用 TLS。</translation>
    </message>
    <message>
        <source>The page may read ETag.</source>
        <translation>页面可以读取 ETag。</translation>
    </message>
    <message>
        <source>The picture fires error; nothing tells the page why.</source>
        <translation>图片触发 error；页面无从得知原因。</translation>
    </message>
    <message>
        <source>The picture fires load, in some browsers for each part.</source>
        <translation>图片触发 load，某些浏览器中每个部分触发一次。</translation>
    </message>
    <message>
        <source>The policy lets %1 pass.</source>
        <translation>策略允许 %1。</translation>
    </message>
    <message>
        <source>The policy says nothing about this: neither %1 nor default-src.</source>
        <translation>策略对此未作规定：既没有 %1，也没有 default-src。</translation>
    </message>
    <message>
        <source>The recorded request came from %1: servers that answer by origin would say something else.</source>
        <translation>记录的请求来自 %1：按源应答的服务器会给出不同的回答。</translation>
    </message>
    <message>
        <source>The recorded request had no Origin: servers may answer one that has.</source>
        <translation>记录的请求没有 Origin：服务器可能会应答带有它的请求。</translation>
    </message>
    <message>
        <source>The script element fires error; nothing tells the page why.</source>
        <translation>script 元素触发 error；页面无从得知原因。</translation>
    </message>
    <message>
        <source>The script runs, then the element fires load, also where the script has a syntax error.</source>
        <translation>脚本运行，然后元素触发 load，脚本有语法错误时也一样。</translation>
    </message>
    <message>
        <source>The server accepted a handshake with this origin.</source>
        <translation>服务器接受了带此源的握手。</translation>
    </message>
    <message>
        <source>The server refused a handshake with this origin: 403.</source>
        <translation>服务器拒绝了带此源的握手：403。</translation>
    </message>
    <message>
        <source>The server switched protocols.</source>
        <translation>服务器切换了协议。</translation>
    </message>
    <message>
        <source>Type of the picture</source>
        <translation>图片的类型</translation>
    </message>
    <message>
        <source>Type of the script</source>
        <translation>脚本的类型</translation>
    </message>
    <message>
        <source>Values that contradict each other refuse.</source>
        <translation>相互矛盾的值视为拒绝。</translation>
    </message>
    <message>
        <source>WebSockets do not count among the six connections per origin.</source>
        <translation>WebSocket 不计入每个源的六个连接。</translation>
    </message>
    <message>
        <source>WebSockets know no CORS: the browser sends Origin, and the server decides.</source>
        <translation>WebSocket 没有 CORS：浏览器发送 Origin，由服务器决定。</translation>
    </message>
    <message>
        <source>What the page gets</source>
        <translation>页面得到什么</translation>
    </message>
    <message>
        <source>With %1 a page cannot set fields of its own; what this request sends, only fetch() can.</source>
        <translation>页面用 %1 时不能自设字段；此请求所发送的，只有 fetch() 能做到。</translation>
    </message>
    <message>
        <source>With credentials the answer has to say true, in lower case.</source>
        <translation>携带凭据时，应答必须写 true，且为小写。</translation>
    </message>
    <message>
        <source>With credentials the wildcard does not count: the answer has to name the origin.</source>
        <translation>携带凭据时通配符无效：应答必须指明源。</translation>
    </message>
    <message>
        <source>Without credentials no cookie is sent or kept across origins.</source>
        <translation>不携带凭据时，跨源既不发送也不保存 Cookie。</translation>
    </message>
    <message>
        <source>X-Content-Type-Options: nosniff lets nothing run but a JavaScript type.</source>
        <translation>X-Content-Type-Options: nosniff 只允许 JavaScript 类型运行。</translation>
    </message>
    <message>
        <source>allowed</source>
        <translation>允许</translation>
    </message>
    <message>
        <source>credentials</source>
        <translation>凭据</translation>
    </message>
    <message>
        <source>fetch() is still pending.</source>
        <translation>fetch() 仍未完成。</translation>
    </message>
    <message>
        <source>fetch() rejects with a TypeError that gives no reason; XMLHttpRequest fires error with status 0.</source>
        <translation>fetch() 以不给出原因的 TypeError 拒绝；XMLHttpRequest 触发 error，状态为 0。</translation>
    </message>
    <message>
        <source>fetch() resolves all the same, with ok false; XMLHttpRequest fires load.</source>
        <translation>fetch() 照样兑现，ok 为 false；XMLHttpRequest 触发 load。</translation>
    </message>
    <message>
        <source>fetch() resolves with ok true; XMLHttpRequest fires progress as octets come and load at the end.</source>
        <translation>fetch() 兑现，ok 为 true；XMLHttpRequest 在字节到达时触发 progress，结束时触发 load。</translation>
    </message>
    <message>
        <source>host</source>
        <translation>主机</translation>
    </message>
    <message>
        <source>it depends</source>
        <translation>视情况而定</translation>
    </message>
    <message>
        <source>method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>not asked</source>
        <translation>不涉及</translation>
    </message>
    <message>
        <source>requests under way</source>
        <translation>正在进行的请求</translation>
    </message>
    <message>
        <source>origin</source>
        <translation>源</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>scheme</source>
        <translation>协议</translation>
    </message>
    <message>
        <source>status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>waits</source>
        <translation>等待</translation>
    </message>
    <message numerus="yes">
        <source>%n other request(s) to this origin were under way in this capture; browsers allow six.</source>
        <translation>
            <numerusform>此捕获中到该源还有 %n 个请求正在进行；浏览器允许六个。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n request(s) to this origin were under way in this capture: browsers hold the next one back until one of them ends.</source>
        <translation>
            <numerusform>此捕获中到该源有 %n 个请求正在进行：浏览器会等其中一个结束后才发送下一个。</numerusform>
        </translation>
    </message>
    <message>
        <source>Not understood: %1.</source>
        <translation>无法识别：%1。</translation>
    </message>
    <message>
        <source>Not carried over, for want of a counterpart: %1.</source>
        <translation>没有对应的选项，未采用：%1。</translation>
    </message>
    <message>
        <source>The file of %1 is not read.</source>
        <translation>未读取 %1 所指的文件。</translation>
    </message>
    <message>
        <source>Put in the value of %1, which only the shell knows.</source>
        <translation>请填入 %1 的值，只有 shell 知道它。</translation>
    </message>
    <message>
        <source>What stands behind %1 is left out.</source>
        <translation>%1 之后的内容已略去。</translation>
    </message>
    <message>
        <source>Only the first command is read.</source>
        <translation>只读取了第一条命令。</translation>
    </message>
    <message>
        <source>Of several addresses the first is taken.</source>
        <translation>有多个地址，采用第一个。</translation>
    </message>
    <message>
        <source>Each handshake makes its own %1.</source>
        <translation>每次握手都会自行生成 %1。</translation>
    </message>
    <message>
        <source>Accept-Encoding goes without %1, which is not decoded here.</source>
        <translation>Accept-Encoding 中已去掉 %1，这里无法解码。</translation>
    </message>
    <message>
        <source>A quote of this command line is not closed: paste all of it.</source>
        <translation>此命令行中有引号未闭合：请粘贴完整的命令行。</translation>
    </message>
    <message>
        <source>This command line starts a server; the mock server is the one here.</source>
        <translation>此命令行启动的是服务器；这里的服务器是模拟服务器。</translation>
    </message>
    <message>
        <source>There is no address in this command line.</source>
        <translation>此命令行中没有地址。</translation>
    </message>
    <message>
        <source>The address in this command line is none of ws, wss, http or https.</source>
        <translation>此命令行中的地址不是 ws、wss、http 或 https 地址。</translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <translation>%1：%2。</translation>
    </message>
    <message>
        <source>The length does not fit the bits it is written in: its high bits are lost.</source>
        <translation>长度超出所用的位数：高位会丢失。</translation>
    </message>
    <message>
        <source>The server waits for %1 more octets: what is sent next is taken for them.</source>
        <translation>服务器还会等待 %1 个字节：之后发送的内容会被当作它们。</translation>
    </message>
    <message>
        <source>The server takes the last %1 octets for the next frame.</source>
        <translation>服务器会把最后 %1 个字节当作下一帧。</translation>
    </message>
    <message>
        <source>not used</source>
        <translation>不使用</translation>
    </message>
    <message>
        <source>kept for the protocol, without a meaning yet</source>
        <translation>为协议保留，尚无含义</translation>
    </message>
    <message>
        <source>for libraries and frameworks, not registered</source>
        <translation>供库和框架使用，未注册</translation>
    </message>
    <message>
        <source>private: whatever both ends agree on</source>
        <translation>私有：由两端自行约定</translation>
    </message>
    <message>
        <source>A template is not closed: }} is missing behind %1.</source>
        <translation>模板未闭合：%1 之后缺少 }}。</translation>
    </message>
    <message>
        <source>{{random 1 6}} wants two numbers, the smaller one first.</source>
        <translation>{{random 1 6}} 需要两个数，较小的在前。</translation>
    </message>
    <message>
        <source>{{%1}} is no template; there are {{n}}, {{time}}, {{uuid}} and {{random 1 6}}.</source>
        <translation>{{%1}} 不是模板；可用的有 {{n}}、{{time}}、{{uuid}} 和 {{random 1 6}}。</translation>
    </message>
    <message>
        <source>tag %1</source>
        <translation>标签 %1</translation>
    </message>
    <message>
        <source>%1, timestamp</source>
        <translation>%1，时间戳</translation>
    </message>
    <message>
        <source>type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>the octets end inside a value</source>
        <translation>字节在一个值的中间结束</translation>
    </message>
    <message>
        <source>values lie deeper in one another than is read (%1)</source>
        <translation>值的嵌套超过读取的深度（%1）</translation>
    </message>
    <message>
        <source>more values than are shown (%1)</source>
        <translation>值的数量超过显示上限（%1）</translation>
    </message>
    <message>
        <source>this octet begins no value</source>
        <translation>这个字节不是任何值的开头</translation>
    </message>
    <message>
        <source>a break where nothing of indefinite length is open</source>
        <translation>没有未定长度的值处于打开状态，却出现了中断符</translation>
    </message>
    <message>
        <source>a break where a value has to follow</source>
        <translation>应有值的位置出现了中断符</translation>
    </message>
    <message>
        <source>a chunk of another type than the string it belongs to</source>
        <translation>分块的类型与其所属字符串不同</translation>
    </message>
    <message>
        <source>a simple value below 32 written with two octets</source>
        <translation>小于 32 的简单值用了两个字节书写</translation>
    </message>
    <message>
        <source>a text that is not UTF-8</source>
        <translation>不是 UTF-8 的文本</translation>
    </message>
    <message>
        <source>a timestamp of none of its three forms</source>
        <translation>时间戳不是三种形式中的任何一种</translation>
    </message>
    <message>
        <source>more octets behind the value</source>
        <translation>值之后还有字节</translation>
    </message>
    <message>
        <source>octet %1: %2</source>
        <translation>字节 %1：%2</translation>
    </message>
    <message>
        <source>date and time</source>
        <translation>日期和时间</translation>
    </message>
    <message>
        <source>seconds since 1970</source>
        <translation>1970 年以来的秒数</translation>
    </message>
    <message>
        <source>octets of the number</source>
        <translation>数的字节</translation>
    </message>
    <message>
        <source>decimal fraction</source>
        <translation>十进制小数</translation>
    </message>
    <message>
        <source>bigfloat</source>
        <translation>大浮点数</translation>
    </message>
    <message>
        <source>to be written in text</source>
        <translation>将写入文本</translation>
    </message>
    <message>
        <source>CBOR in octets</source>
        <translation>字节中的 CBOR</translation>
    </message>
    <message>
        <source>MIME message</source>
        <translation>MIME 消息</translation>
    </message>
    <message>
        <source>says that this is CBOR</source>
        <translation>声明这是 CBOR</translation>
    </message>
    <message>
        <source>tagged</source>
        <translation>被标记的值</translation>
    </message>
    <message>
        <source>%1 s since 1970</source>
        <translation>1970 年以来 %1 秒</translation>
    </message>
    <message>
        <source>inflated to %1; %2 behind it are not of it</source>
        <translation>解压为 %1；其后的 %2 不属于它</translation>
    </message>
    <message>
        <source>inflated to %1</source>
        <translation>解压为 %1</translation>
    </message>
    <message>
        <source>inflated to %1, then the octets end</source>
        <translation>解压出 %1，随后字节中断</translation>
    </message>
    <message>
        <source>the first %1 of what is inside</source>
        <translation>其中内容的前 %1</translation>
    </message>
    <message>
        <source>broken at octet %1; inflated to %2 before</source>
        <translation>在字节 %1 处损坏；此前解压出 %2</translation>
    </message>
    <message>
        <source>A packet of this type may not be sent by this peer, or not at this point of the connection (%1).</source>
        <translation>这一方不可发送这种类型的数据包，或者在连接的这个阶段不可发送（%1）。</translation>
    </message>
    <message>
        <source>No packet before it announced this binary attachment, or the packet has no placeholder for it (%1).</source>
        <translation>之前没有数据包预告过这个二进制附件，或者数据包中没有它的占位符（%1）。</translation>
    </message>
    <message>
        <source>The event has a name that the library keeps for itself; the receiver drops it or closes the connection (%1).</source>
        <translation>这个事件的名称由库保留自用；接收方会丢弃它或关闭连接（%1）。</translation>
    </message>
    <message>
        <source>Messages per second</source>
        <translation>每秒消息数</translation>
    </message>
    <message>
        <source>Octets per second</source>
        <translation>每秒字节数</translation>
    </message>
    <message>
        <source>Gaps between messages, how many of each length</source>
        <translation>消息间隔，各长度的次数</translation>
    </message>
    <message>
        <source>Round trips of pings</source>
        <translation>ping 的往返时间</translation>
    </message>
    <message>
        <source>shorter than %1</source>
        <translation>短于 %1</translation>
    </message>
    <message>
        <source>%1: in %2, out %3</source>
        <translation>%1：入 %2，出 %3</translation>
    </message>
    <message>
        <source>%1: mean %2, from %3 to %4</source>
        <translation>%1：平均 %2，从 %3 到 %4</translation>
    </message>
    <message>
        <source>in %1, %2 in all; out %3, %4 in all</source>
        <translation>入 %1，共 %2；出 %3，共 %4</translation>
    </message>
    <message>
        <source>no two messages from the server</source>
        <translation>服务器没有发来两条消息</translation>
    </message>
    <message>
        <source>most</source>
        <comment>the largest</comment>
        <translation>最大</translation>
    </message>
    <message>
        <source>half up to %1, 90 % up to %2, 99 % up to %3, the largest %4</source>
        <translation>一半不超过 %1，90 % 不超过 %2，99 % 不超过 %3，最大 %4</translation>
    </message>
    <message>
        <source>no ping was answered</source>
        <translation>没有 ping 得到应答</translation>
    </message>
    <message>
        <source>least</source>
        <comment>the shortest</comment>
        <translation>最小</translation>
    </message>
    <message>
        <source>pings</source>
        <translation>次数</translation>
    </message>
    <message>
        <source>%1 pings: the shortest %2, half up to %3, 99 % up to %4</source>
        <translation>%1 次 ping：最短 %2，一半不超过 %3，99 % 不超过 %4</translation>
    </message>
    <message>
        <source>Further sessions, together</source>
        <translation>其余会话合计</translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation>%1/s</translation>
    </message>
    <message>
        <source>%1–%2 s</source>
        <translation>%1–%2 秒</translation>
    </message>
    <message>
        <source>The proxy %1 refused to connect: %2.</source>
        <translation>代理 %1 拒绝连接：%2。</translation>
    </message>
    <message>
        <source>“%1” is not a proxy: expected http://HOST:PORT or socks5://HOST:PORT.</source>
        <translation>“%1”不是代理地址：应为 http://主机:端口 或 socks5://主机:端口。</translation>
    </message>
    <message>
        <source>%1 does not answer as a proxy does.</source>
        <translation>%1 的应答不像代理。</translation>
    </message>
    <message>
        <source>is no Base64: it must say 16 random octets (§4.1)</source>
        <translation>不是 Base64：它必须表示 16 个随机字节（§4.1）</translation>
    </message>
    <message>
        <source>sent by the client: 16 random octets in Base64 (§4.1)</source>
        <translation>由客户端发送：16 个随机字节的 Base64（§4.1）</translation>
    </message>
    <message>
        <source>says %1 octets where it must say 16 (§4.1)</source>
        <translation>表示 %1 个字节，而必须是 16 个（§4.1）</translation>
    </message>
    <message>
        <source>What the connection was for is done.</source>
        <translation>连接的目的已经达成。</translation>
    </message>
    <message>
        <source>An end goes away: a server shuts down, or a page is left.</source>
        <translation>一端离开：服务器关闭，或页面被离开。</translation>
    </message>
    <message>
        <source>An end broke the protocol.</source>
        <translation>一端违反了协议。</translation>
    </message>
    <message>
        <source>A type of data came that the receiver does not take, as binary where only text is understood.</source>
        <translation>收到接收方不接受的数据类型，例如只懂文本却来了二进制。</translation>
    </message>
    <message>
        <source>Has no meaning yet.</source>
        <translation>尚无含义。</translation>
    </message>
    <message>
        <source>The Close frame had no status code. Is never sent.</source>
        <translation>Close 帧没有状态码。从不发送。</translation>
    </message>
    <message>
        <source>The connection ended without a Close frame. Is never sent.</source>
        <translation>连接结束时没有 Close 帧。从不发送。</translation>
    </message>
    <message>
        <source>A message was not of its type, as text that is not UTF-8.</source>
        <translation>消息与其类型不符，例如文本不是 UTF-8。</translation>
    </message>
    <message>
        <source>A message broke the receiver&apos;s rules; says no more on purpose.</source>
        <translation>消息违反了接收方的规则；有意不再多说。</translation>
    </message>
    <message>
        <source>A message was larger than the receiver takes.</source>
        <translation>消息超过接收方可接受的大小。</translation>
    </message>
    <message>
        <source>The server did not agree on an extension that the client needs.</source>
        <translation>服务器没有同意客户端需要的扩展。</translation>
    </message>
    <message>
        <source>The server met something that it did not expect.</source>
        <translation>服务器遇到了意料之外的情况。</translation>
    </message>
    <message>
        <source>The service restarts: come back after a random wait.</source>
        <translation>服务重启：随机等待后再来。</translation>
    </message>
    <message>
        <source>The server is overloaded: come back later, or elsewhere.</source>
        <translation>服务器过载：稍后再来，或换个地方。</translation>
    </message>
    <message>
        <source>A gateway got an invalid response from the server behind it.</source>
        <translation>网关从其后的服务器得到了无效响应。</translation>
    </message>
    <message>
        <source>The TLS handshake failed. Is never sent.</source>
        <translation>TLS 握手失败。从不发送。</translation>
    </message>
    <message>
        <source>The client has to say who it is.</source>
        <translation>客户端必须说明自己是谁。</translation>
    </message>
    <message>
        <source>The client may not do that.</source>
        <translation>客户端不可以这样做。</translation>
    </message>
    <message>
        <source>What was waited for did not come in time.</source>
        <translation>等待的内容没有及时到来。</translation>
    </message>
    <message>
        <source>0–999: not in use</source>
        <translation>0–999：未使用</translation>
    </message>
    <message>
        <source>1000–2999: of the protocol, its revisions and extensions</source>
        <translation>1000–2999：属于协议及其修订和扩展</translation>
    </message>
    <message>
        <source>3000–3999: of libraries and frameworks, registered with IANA</source>
        <translation>3000–3999：属于库和框架，在 IANA 注册</translation>
    </message>
    <message>
        <source>4000–4999: for private use; whoever runs the server says what it means</source>
        <translation>4000–4999：私有使用；含义由服务器的运营者决定</translation>
    </message>
    <message>
        <source>from 5000 on: nobody&apos;s</source>
        <translation>5000 及以上：不属于任何人</translation>
    </message>
    <message>
        <source>the same for every WebSocket (§1.3)</source>
        <translation>每个 WebSocket 都相同（§1.3）</translation>
    </message>
    <message>
        <source>both as they stand, one behind the other</source>
        <translation>两者原样前后相接</translation>
    </message>
    <message>
        <source>of these octets: 20 octets</source>
        <translation>对这些字节计算：20 个字节</translation>
    </message>
    <message>
        <source>of the digest: what the server has to answer (§4.2.2)</source>
        <translation>摘要的 Base64：服务器必须这样回答（§4.2.2）</translation>
    </message>
    <message>
        <source>not sent</source>
        <translation>未发送</translation>
    </message>
    <message>
        <source>✓ equal: the server understood the handshake</source>
        <translation>✓ 相同：服务器理解了握手</translation>
    </message>
    <message>
        <source>≠ differs: the client must fail the connection (§4.1)</source>
        <translation>≠ 不同：客户端必须使连接失败（§4.1）</translation>
    </message>
    <message>
        <source>Registered as</source>
        <translation>注册名</translation>
    </message>
    <message>
        <source>not registered</source>
        <translation>未注册</translation>
    </message>
    <message>
        <source>In a Close frame</source>
        <translation>在 Close 帧中</translation>
    </message>
    <message>
        <source>not allowed</source>
        <translation>不允许</translation>
    </message>
    <message>
        <source>§7.4</source>
        <translation>§7.4</translation>
    </message>
    <message>
        <source>must not be sent (§7.4.1)</source>
        <translation>不得发送（§7.4.1）</translation>
    </message>
    <message>
        <source>the round before</source>
        <translation>上一轮</translation>
    </message>
    <message>
        <source>chunk size</source>
        <translation>块大小</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>extension</source>
        <translation>扩展</translation>
    </message>
    <message>
        <source>line end</source>
        <translation>行尾</translation>
    </message>
    <message>
        <source>data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>frame header</source>
        <translation>帧头</translation>
    </message>
    <message>
        <source>frame payload</source>
        <translation>帧载荷</translation>
    </message>
    <message>
        <source>start line</source>
        <translation>起始行</translation>
    </message>
    <message>
        <source>end of the head</source>
        <translation>头部结束</translation>
    </message>
    <message>
        <source>field line</source>
        <translation>字段行</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>—</source>
        <translation>—</translation>
    </message>
    <message>
        <source>Octets</source>
        <translation>字节</translation>
    </message>
    <message>
        <source>Begins with</source>
        <translation>开头</translation>
    </message>
    <message>
        <source>Idle</source>
        <translation>空闲</translation>
    </message>
    <message>
        <source>Wait for response</source>
        <translation>等待响应</translation>
    </message>
    <message>
        <source>WebSocket open</source>
        <translation>WebSocket 打开</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>from %1 on</source>
        <translation>%1 及以上</translation>
    </message>
    <message>
        <source>below %1</source>
        <translation>低于 %1</translation>
    </message>
    <message>
        <source>goes on</source>
        <translation>仍在继续</translation>
    </message>
    <message>
        <source>from %1 s on, not over</source>
        <translation>自 %1 s 起，尚未结束</translation>
    </message>
    <message>
        <source>%1, from %2 s on</source>
        <translation>%1，自 %2 s 起</translation>
    </message>
    <message>
        <source>%1, over a connection that was open</source>
        <translation>%1，使用已打开的连接</translation>
    </message>
    <message>
        <source>Gaps between messages</source>
        <translation>消息之间的间隔</translation>
    </message>
    <message>
        <source>median %1 · 95 % below %2 · longest %3</source>
        <translation>中位数 %1 · 95 % 低于 %2 · 最长 %3</translation>
    </message>
    <message>
        <source>%1 of %2 gaps counted, in stretches evenly spread (%3)</source>
        <translation>统计了 %2 个间隔中的 %1 个，取自均匀分布的片段（%3）</translation>
    </message>
    <message>
        <source>all %1 gaps</source>
        <translation>全部 %1 个间隔</translation>
    </message>
    <message>
        <source>%1, over all connections</source>
        <translation>%1，涵盖所有连接</translation>
    </message>
    <message>
        <source>Ping round trips</source>
        <translation>Ping 往返</translation>
    </message>
    <message>
        <source>the last %1 of %2</source>
        <translation>%2 个中的最后 %1 个</translation>
    </message>
    <message>
        <source>%1 · least %2 · median %3 · most %4</source>
        <translation>%1 · 最短 %2 · 中位数 %3 · 最长 %4</translation>
    </message>
    <message>
        <source>messages from its scripts: %1</source>
        <translation>其脚本中的消息：%1</translation>
    </message>
    <message>
        <source>Text of the stream</source>
        <translation>流的文本</translation>
    </message>
    <message>
        <source>what a record is</source>
        <comment>filter key</comment>
        <translation>记录是什么</translation>
    </message>
    <message>
        <source>who wrote it</source>
        <comment>filter key</comment>
        <translation>由谁写出</translation>
    </message>
    <message>
        <source>number of the session</source>
        <comment>filter key</comment>
        <translation>会话编号</translation>
    </message>
    <message>
        <source>number of the connection</source>
        <comment>filter key</comment>
        <translation>连接编号</translation>
    </message>
    <message>
        <source>number of the request</source>
        <comment>filter key</comment>
        <translation>请求编号</translation>
    </message>
    <message>
        <source>client over its reconnects</source>
        <comment>filter key</comment>
        <translation>客户端，重连后不变</translation>
    </message>
    <message>
        <source>number of the record</source>
        <comment>filter key</comment>
        <translation>记录编号</translation>
    </message>
    <message>
        <source>time since the start: ms, s</source>
        <comment>filter key</comment>
        <translation>自开始的时间：ms、s</translation>
    </message>
    <message>
        <source>octets on the wire: k, M</source>
        <comment>filter key</comment>
        <translation>线路上的字节数：k、M</translation>
    </message>
    <message>
        <source>close code</source>
        <comment>filter key</comment>
        <translation>关闭代码</translation>
    </message>
    <message>
        <source>HTTP status</source>
        <comment>filter key</comment>
        <translation>HTTP 状态</translation>
    </message>
    <message>
        <source>WebSocket opcode</source>
        <comment>filter key</comment>
        <translation>WebSocket 操作码</translation>
    </message>
    <message>
        <source>type of an event</source>
        <comment>filter key</comment>
        <translation>事件的类型</translation>
    </message>
    <message>
        <source>id of an event</source>
        <comment>filter key</comment>
        <translation>事件的 id</translation>
    </message>
    <message>
        <source>how the server pushes</source>
        <comment>filter key</comment>
        <translation>服务器的推送方式</translation>
    </message>
    <message>
        <source>why Pushscope sent it</source>
        <comment>filter key</comment>
        <translation>Pushscope 为何发送</translation>
    </message>
    <message>
        <source>a rule that was broken</source>
        <comment>filter key</comment>
        <translation>违反的规则</translation>
    </message>
    <message>
        <source>why it failed</source>
        <comment>filter key</comment>
        <translation>为何失败</translation>
    </message>
    <message>
        <source>all of these</source>
        <translation>所有这些</translation>
    </message>
    <message>
        <source>any rule</source>
        <translation>任何规则</translation>
    </message>
    <message>
        <source>any failure</source>
        <translation>任何失败</translation>
    </message>
    <message>
        <source>pings, pongs, comments, polls without news</source>
        <translation>Ping、Pong、注释、没有新内容的轮询</translation>
    </message>
    <message>
        <source>fragments, chunks, polls&apos; exchanges</source>
        <translation>分片、分块、轮询的请求与响应</translation>
    </message>
    <message>
        <source>An end goes away: the server stops, or the page is left.</source>
        <translation>一端离开：服务器停止，或页面被离开。</translation>
    </message>
    <message>
        <source>The other end broke the protocol.</source>
        <translation>对端违反了协议。</translation>
    </message>
    <message>
        <source>Data came of a kind that is not taken here, as binary.</source>
        <translation>收到本端不接受的数据类型，如二进制。</translation>
    </message>
    <message>
        <source>Data came that is not what it says, as text that is no UTF-8.</source>
        <translation>收到与其类型不符的数据，如不是 UTF-8 的文本。</translation>
    </message>
    <message>
        <source>A message is against this end&apos;s rules; no other code fits.</source>
        <translation>消息违反本端的规则；没有更合适的状态码。</translation>
    </message>
    <message>
        <source>A message is too big.</source>
        <translation>消息太大。</translation>
    </message>
    <message>
        <source>The client needs an extension that the server did not accept.</source>
        <translation>客户端需要的扩展未被服务器接受。</translation>
    </message>
    <message>
        <source>Something unexpected keeps this end from going on.</source>
        <translation>意外情况使本端无法继续。</translation>
    </message>
    <message>
        <source>The server restarts: reconnect after some seconds.</source>
        <translation>服务器重启：请在数秒后重新连接。</translation>
    </message>
    <message>
        <source>The server is overloaded: reconnect later, or to another.</source>
        <translation>服务器过载：请稍后重新连接，或改连其他服务器。</translation>
    </message>
    <message>
        <source>The server is a gateway and got an invalid answer.</source>
        <translation>服务器是网关，收到了无效的应答。</translation>
    </message>
    <message>
        <source>Who asks has to authenticate first.</source>
        <translation>请求者须先验证身份。</translation>
    </message>
    <message>
        <source>Who asks is known and not allowed to.</source>
        <translation>请求者的身份已知，但不被允许。</translation>
    </message>
    <message>
        <source>It took too long.</source>
        <translation>耗时过长。</translation>
    </message>
    <message>
        <source>%1 refused the namespace %2: “%3”.</source>
        <translation>%1 拒绝了命名空间 %2：“%3”。</translation>
    </message>
    <message>
        <source>%1 refused the namespace %2.</source>
        <translation>%1 拒绝了命名空间 %2。</translation>
    </message>
    <message>
        <source>%1 sent nothing for %2: its heartbeat is overdue.</source>
        <translation>%1 已经 %2 没有发送任何内容：心跳超时。</translation>
    </message>
    <message>
        <source>%1 sent nothing for too long: its heartbeat is overdue.</source>
        <translation>%1 太久没有发送任何内容：心跳超时。</translation>
    </message>
    <message>
        <source>%1 refused: “%2”.</source>
        <translation>%1 拒绝了请求：“%2”。</translation>
    </message>
    <message>
        <source>%1 refused what the client asked of Engine.IO.</source>
        <translation>%1 拒绝了客户端的 Engine.IO 请求。</translation>
    </message>
    <message>
        <source>Units are ns, us, ms and s for t; k, M and G, also kB or KiB, for size.</source>
        <translation>t 的单位是 ns、us、ms、s；size 的单位是 k、M、G，也可写 kB 或 KiB。</translation>
    </message>
    <message>
        <source>“%1” is looked for as text. It is also a key: write %2 for that.</source>
        <translation>正在把“%1”作为文字查找。它也是一个键：要用键请写 %2。</translation>
    </message>
    <message>
        <source>a problem, or what can be folded away</source>
        <comment>filter key</comment>
        <translation>问题，或可以折叠的内容</translation>
    </message>
    <message>
        <source>whatever the list marks as wrong</source>
        <translation>列表标为有问题的一切</translation>
    </message>
    <message>
        <source>exactly</source>
        <comment>filter sign</comment>
        <translation>等于</translation>
    </message>
    <message>
        <source>more than</source>
        <comment>filter sign</comment>
        <translation>大于</translation>
    </message>
    <message>
        <source>less than</source>
        <comment>filter sign</comment>
        <translation>小于</translation>
    </message>
    <message>
        <source>at least</source>
        <comment>filter sign</comment>
        <translation>不小于</translation>
    </message>
    <message>
        <source>at most</source>
        <comment>filter sign</comment>
        <translation>不大于</translation>
    </message>
    <message>
        <source>A block without a data field fires no event: its type is forgotten and its id still counts (HTML §9.2.6). Servers that end every line with a blank one send such blocks. They break no rule: the filter is:problem finds them, violation:any does not.</source>
        <translation>没有 data 字段的块不触发事件：它的类型被忘记，它的 id 仍然有效（HTML §9.2.6）。每行之后都发送空行的服务器会产生这样的块。它们不违反规则：用过滤条件 is:problem 能找到它们，violation:any 找不到。</translation>
    </message>
    <message>
        <source>a namespace that begins with / and has no comma or ?</source>
        <translation>以 / 开头且不含逗号和 ? 的命名空间</translation>
    </message>
    <message>
        <source>“%1” is no key. Keys are %2.</source>
        <translation>“%1”不是键。键有：%2。</translation>
    </message>
    <message>
        <source>a namespace that begins with / and has no comma or ?</source>
        <translation>以 / 开头且不含逗号和 ? 的命名空间</translation>
    </message>
    <message>
        <source>no upgrades</source>
        <translation>不可升级</translation>
    </message>
    <message>
        <source>may upgrade to %1</source>
        <translation>可升级到 %1</translation>
    </message>
    <message>
        <source>ping every %1, to be answered within %2</source>
        <translation>每 %1 发送一次 ping，须在 %2 内应答</translation>
    </message>
    <message>
        <source>attachments: %1</source>
        <translation>附件：%1</translation>
    </message>
    <message>
        <source>%1, not all came</source>
        <translation>%1，未全部到达</translation>
    </message>
    <message>
        <source>Engine.IO packet of no known type</source>
        <translation>类型未知的 Engine.IO 数据包</translation>
    </message>
    <message>
        <source>from here on packets go by the WebSocket</source>
        <translation>此后数据包经 WebSocket 传送</translation>
    </message>
    <message>
        <source>ends the poll that waits</source>
        <translation>结束正在等待的轮询</translation>
    </message>
    <message>
        <source>ack %1</source>
        <translation>应答 %1</translation>
    </message>
    <message>
        <source>binary of no packet</source>
        <translation>不属于任何数据包的二进制数据</translation>
    </message>
    <message>
        <source>Socket.IO packet of no known type</source>
        <translation>类型未知的 Socket.IO 数据包</translation>
    </message>
    <message>
        <source>The server does not know the transport: usually the query has none or a misspelt one, or the server is set to others only.</source>
        <translation>服务器不认识这种传输方式：通常是查询串中没有给出或写错了，或者服务器只允许其他方式。</translation>
    </message>
    <message>
        <source>The server does not know the session id: usually the requests of one session reach several servers, behind a load balancer without sticky sessions; or the server was restarted, or the session timed out.</source>
        <translation>服务器不认识这个会话 id：通常是负载均衡未开启会话保持，同一会话的请求到达了不同的服务器；也可能是服务器重启过，或会话已超时。</translation>
    </message>
    <message>
        <source>The server takes a handshake by GET only: usually a POST was sent before there was a session id.</source>
        <translation>服务器只接受用 GET 进行的握手：通常是在取得会话 id 之前就发送了 POST。</translation>
    </message>
    <message>
        <source>The server cannot make sense of the request: usually its transport is not the one that the session is on, or a proxy changed the request or dropped its Upgrade field.</source>
        <translation>服务器无法理解这个请求：通常是请求的传输方式与会话当前使用的不一致，或代理改动了请求、去掉了 Upgrade 字段。</translation>
    </message>
    <message>
        <source>The server refuses this client: usually what it checks requests by (allowRequest) misses an origin, a cookie or a token.</source>
        <translation>服务器拒绝了这个客户端：通常是它对请求的检查（allowRequest）未见到所需的来源、Cookie 或令牌。</translation>
    </message>
    <message>
        <source>The server does not speak this version of the protocol: usually a client of version 2 (EIO=3) at a server of version 3 or later that does not have allowEIO3 set, or a newer client at an older server.</source>
        <translation>服务器不支持这个协议版本：通常是 2.x 的客户端（EIO=3）连接未设置 allowEIO3 的 3.x 或更新的服务器，或较新的客户端连接较旧的服务器。</translation>
    </message>
    <message>
        <source>the server opens the session</source>
        <translation>服务器打开会话</translation>
    </message>
    <message>
        <source>the session is to be closed</source>
        <translation>会话即将关闭</translation>
    </message>
    <message>
        <source>asks whether the other end is there</source>
        <translation>询问对方是否还在</translation>
    </message>
    <message>
        <source>answers a ping</source>
        <translation>应答 ping</translation>
    </message>
    <message>
        <source>carries something of the level above</source>
        <translation>承载上一层的内容</translation>
    </message>
    <message>
        <source>the client moves the session to this transport</source>
        <translation>客户端将会话转到这种传输方式</translation>
    </message>
    <message>
        <source>says nothing: it sends a waiting poll home</source>
        <translation>没有内容：只为让等待中的轮询返回</translation>
    </message>
    <message>
        <source>names the session in every request</source>
        <translation>在每个请求中标识会话</translation>
    </message>
    <message>
        <source>the session stays where it is</source>
        <translation>会话保持原来的传输方式</translation>
    </message>
    <message>
        <source>where the session may move to</source>
        <translation>会话可以转到的传输方式</translation>
    </message>
    <message>
        <source>between one ping and the next</source>
        <translation>两次 ping 之间的间隔</translation>
    </message>
    <message>
        <source>after which a missing heartbeat ends the session</source>
        <translation>超过此时间没有心跳，会话即告结束</translation>
    </message>
    <message>
        <source>most that one POST may have</source>
        <translation>单个 POST 的上限</translation>
    </message>
    <message>
        <source>joins a namespace, or says that it was joined</source>
        <translation>加入命名空间，或确认已加入</translation>
    </message>
    <message>
        <source>leaves the namespace</source>
        <translation>离开命名空间</translation>
    </message>
    <message>
        <source>an event with its arguments</source>
        <translation>带参数的事件</translation>
    </message>
    <message>
        <source>answers the event with this ack id</source>
        <translation>应答带有此应答 id 的事件</translation>
    </message>
    <message>
        <source>the server refuses the namespace</source>
        <translation>服务器拒绝此命名空间</translation>
    </message>
    <message>
        <source>an event whose binary arguments follow</source>
        <translation>二进制参数随后到达的事件</translation>
    </message>
    <message>
        <source>an answer whose binary arguments follow</source>
        <translation>二进制参数随后到达的应答</translation>
    </message>
    <message>
        <source>attachment %1</source>
        <translation>附件 %1</translation>
    </message>
    <message>
        <source>transport</source>
        <translation>传输方式</translation>
    </message>
    <message>
        <source>in the body of a poll or of a POST</source>
        <translation>在轮询或 POST 的正文中</translation>
    </message>
    <message>
        <source>in a message of a WebSocket</source>
        <translation>在 WebSocket 消息中</translation>
    </message>
    <message>
        <source>revision</source>
        <translation>修订版</translation>
    </message>
    <message>
        <source>of the libraries 1.x and 2.x</source>
        <translation>对应 1.x 和 2.x 的库</translation>
    </message>
    <message>
        <source>of the libraries from 3.x on</source>
        <translation>对应 3.x 及以后的库</translation>
    </message>
    <message>
        <source>tries out whether the session can move here</source>
        <translation>试探会话能否转到这里</translation>
    </message>
    <message>
        <source>Sent as</source>
        <translation>发送形式</translation>
    </message>
    <message>
        <source>Namespace refused</source>
        <translation>命名空间被拒绝</translation>
    </message>
    <message>
        <source>namespace</source>
        <translation>命名空间</translation>
    </message>
    <message>
        <source>the main one, implied</source>
        <translation>默认的主命名空间</translation>
    </message>
    <message>
        <source>query</source>
        <translation>查询串</translation>
    </message>
    <message>
        <source>ack id</source>
        <translation>应答 id</translation>
    </message>
    <message>
        <source>of the event that it answers</source>
        <translation>所应答的事件的</translation>
    </message>
    <message>
        <source>an answer is asked for</source>
        <translation>要求应答</translation>
    </message>
    <message>
        <source>attachments</source>
        <translation>附件</translation>
    </message>
    <message>
        <source>%1 came</source>
        <translation>已到达 %1 个</translation>
    </message>
    <message>
        <source>If this is Engine.IO</source>
        <translation>若这是 Engine.IO</translation>
    </message>
    <message>
        <source>“%1” is no key. Keys are %2.</source>
        <translation>“%1”不是可用的键。可用的键有 %2。</translation>
    </message>
    <message>
        <source>upgrade</source>
        <translation>升级</translation>
    </message>
    <message>
        <source>The session gets a WebSocket to go on with.</source>
        <translation>会话得到一个 WebSocket，此后经它继续。</translation>
    </message>
    <message>
        <source>state %1</source>
        <translation>状态 %1</translation>
    </message>
    <message>
        <source>answered</source>
        <translation>已应答</translation>
    </message>
    <message>
        <source>Answered after</source>
        <translation>应答用时</translation>
    </message>
    <message>
        <source>The length before a packet is no number, or ends inside a character (%1).</source>
        <translation>数据包前的长度不是数字，或在一个字符中间结束（%1）。</translation>
    </message>
    <message>
        <source>%1 times, messages that were sent one by one came together, after a silence of up to %2: something between holds them back until its buffer is full.</source>
        <translation>有 %1 次，逐条发送的消息在最长 %2 的静默之后一起到达：中间有什么把它们扣住，直到缓冲区满为止。</translation>
    </message>
    <message>
        <source>About %1 lie between one burst and the next, which is near the %2 of a buffer.</source>
        <translation>一次突发与下一次之间约有 %1，接近一个 %2 的缓冲区。</translation>
    </message>
    <message>
        <source>Messages come in bursts, as behind a buffering proxy</source>
        <translation>消息成批到达，像是隔着一个做缓冲的代理</translation>
    </message>
    <message>
        <source>Turn off response buffering in what stands between (nginx: proxy_buffering off; or have the server send X-Accel-Buffering: no), compress no stream without flushing, and flush after every message.</source>
        <translation>关掉中间设备的响应缓冲（nginx：proxy_buffering off；或让服务器发送 X-Accel-Buffering: no），压缩流时必须刷新，并在每条消息之后刷新。</translation>
    </message>
    <message>
        <source>The last block of the event stream has no blank line</source>
        <translation>事件流的最后一块缺少空行</translation>
    </message>
    <message>
        <source>Write a blank line after every block, the last one too, before the response ends.</source>
        <translation>在响应结束之前，每一块之后都写一个空行，最后一块也不例外。</translation>
    </message>
    <message>
        <source>It reconnects without an id</source>
        <translation>重新连接时没有 id</translation>
    </message>
    <message>
        <source>Send an id field with every event, and answer a request with Last-Event-ID with what came after that event.</source>
        <translation>每个事件都带上 id 字段；收到带 Last-Event-ID 的请求时，回答该事件之后的内容。</translation>
    </message>
    <message>
        <source>Connections are ended at a constant idle time</source>
        <translation>连接总在同样的空闲时间后被结束</translation>
    </message>
    <message>
        <source>%1 connections were ended each time %2 after the last octet went over them: that is the time-out of a proxy, a load balancer or a firewall, not the end of the data.</source>
        <translation>%1 个连接都在最后一个字节传输 %2 之后被结束：这是代理、负载均衡器或防火墙的超时，而不是数据的结束。</translation>
    </message>
    <message>
        <source>Have an end send a Ping frame well before that time is over, or raise the time-out of what stands between (nginx: proxy_read_timeout).</source>
        <translation>让某一端在这段时间结束之前早早发送 Ping 帧，或调大中间设备的超时（nginx：proxy_read_timeout）。</translation>
    </message>
    <message>
        <source>Have the server send something well before that time is over, in an event stream a comment line (a colon), or raise the time-out of what stands between (nginx: proxy_read_timeout).</source>
        <translation>让服务器在这段时间结束之前早早发送些什么（在事件流中可以是一行注释，即一个冒号），或调大中间设备的超时（nginx：proxy_read_timeout）。</translation>
    </message>
    <message>
        <source>The 101 response has no Sec-WebSocket-Accept</source>
        <translation>101 响应没有 Sec-WebSocket-Accept</translation>
    </message>
    <message>
        <source>The 101 response has the Sec-WebSocket-Accept %1, which does not follow from the key of the request</source>
        <translation>101 响应的 Sec-WebSocket-Accept 是 %1，与请求中的密钥不符</translation>
    </message>
    <message>
        <source>Sec-WebSocket-Accept does not match</source>
        <translation>Sec-WebSocket-Accept 不匹配</translation>
    </message>
    <message>
        <source>Answer with the Base64 of the SHA-1 of the key, exactly as it was sent, with the GUID behind it; and let no cache answer an upgrade.</source>
        <translation>回答密钥（与发送时完全一致）后接 GUID 的 SHA-1 的 Base64；并且不要让缓存回答升级请求。</translation>
    </message>
    <message>
        <source>The subprotocol asked for is not answered</source>
        <translation>所请求的子协议没有得到回答</translation>
    </message>
    <message>
        <source>Have the server choose one of those it is asked for and name it in Sec-WebSocket-Protocol; or ask for none.</source>
        <translation>让服务器从所请求的子协议中选择一个，并写入 Sec-WebSocket-Protocol；或者不请求任何子协议。</translation>
    </message>
    <message>
        <source>The client</source>
        <translation>客户端</translation>
    </message>
    <message>
        <source>The server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>Compressed frames without agreed compression</source>
        <translation>未约定压缩却发送压缩帧</translation>
    </message>
    <message>
        <source>Compress only where the 101 response names permessage-deflate, and see that no proxy removes Sec-WebSocket-Extensions from the handshake.</source>
        <translation>只有在 101 响应写明 permessage-deflate 时才压缩，并确认没有代理从握手中去掉 Sec-WebSocket-Extensions。</translation>
    </message>
    <message>
        <source>The name was not found in the DNS: nothing was ever connected.</source>
        <translation>DNS 中找不到该名称：从未建立任何连接。</translation>
    </message>
    <message>
        <source>TCP could not connect: nobody listens there, or nothing gets through.</source>
        <translation>TCP 无法连接：那里没有人监听，或者根本通不过去。</translation>
    </message>
    <message>
        <source>TCP was connected, but the TLS handshake failed.</source>
        <translation>TCP 已连接，但 TLS 握手失败。</translation>
    </message>
    <message>
        <source>The proxy did not let the connection through.</source>
        <translation>代理没有放行这个连接。</translation>
    </message>
    <message>
        <source>HTTP ended it: the request for the upgrade got no 101.</source>
        <translation>由 HTTP 结束：升级请求没有得到 101。</translation>
    </message>
    <message>
        <source>HTTP ended it: the request for the upgrade was answered with status %1.</source>
        <translation>由 HTTP 结束：升级请求得到的状态是 %1。</translation>
    </message>
    <message>
        <source>The opening handshake ended it: the 101 response breaks a rule (%1), so the client must give up.</source>
        <translation>由开始握手结束：101 响应违反了规则（%1），客户端必须放弃。</translation>
    </message>
    <message>
        <source>TCP ended it: the client&apos;s side reset the connection, %1 after the last octet.</source>
        <translation>由 TCP 结束：客户端一侧在最后一个字节之后 %1 重置了连接。</translation>
    </message>
    <message>
        <source>TCP ended it: the server&apos;s side reset the connection, %1 after the last octet.</source>
        <translation>由 TCP 结束：服务器一侧在最后一个字节之后 %1 重置了连接。</translation>
    </message>
    <message>
        <source>TCP ended it: the client&apos;s side closed the connection in order (FIN), but sent no Close frame before, %1 after the last octet.</source>
        <translation>由 TCP 结束：客户端一侧在最后一个字节之后 %1 正常关闭了连接（FIN），但之前没有发送 Close 帧。</translation>
    </message>
    <message>
        <source>TCP ended it: the server&apos;s side closed the connection in order (FIN), but sent no Close frame before, %1 after the last octet.</source>
        <translation>由 TCP 结束：服务器一侧在最后一个字节之后 %1 正常关闭了连接（FIN），但之前没有发送 Close 帧。</translation>
    </message>
    <message>
        <source>TLS ended it: an alert came instead of a Close frame.</source>
        <translation>由 TLS 结束：来的是警报，而不是 Close 帧。</translation>
    </message>
    <message>
        <source>Pushscope ended it: its own time-out was over before the peer answered.</source>
        <translation>由 Pushscope 结束：对端回答之前，它自己的超时已到。</translation>
    </message>
    <message>
        <source>TCP gave up: what was sent was not acknowledged any more.</source>
        <translation>TCP 放弃了：发出的内容不再得到确认。</translation>
    </message>
    <message>
        <source>WebSocket ended it: what the peer sent breaks a rule (%1), so the connection had to be failed.</source>
        <translation>由 WebSocket 结束：对端发送的内容违反了规则（%1），连接必须失败。</translation>
    </message>
    <message>
        <source>Check host and port, and that the server runs and listens there.</source>
        <translation>检查主机和端口，以及服务器是否在那里运行并监听。</translation>
    </message>
    <message>
        <source>Look at the certificate, its name and its dates, and at the versions of TLS that both ends take.</source>
        <translation>查看证书及其名称和日期，以及两端接受的 TLS 版本。</translation>
    </message>
    <message>
        <source>Look at what the proxy answered: it may want a password, or allow no CONNECT to that port.</source>
        <translation>查看代理的回答：它可能需要密码，或不允许对该端口使用 CONNECT。</translation>
    </message>
    <message>
        <source>The status and the body of the response say why: a wrong path, missing credentials, a refused Origin, or a proxy that is not set up for WebSocket.</source>
        <translation>响应的状态和正文说明了原因：路径错误、缺少凭据、Origin 被拒，或代理没有为 WebSocket 配置。</translation>
    </message>
    <message>
        <source>The row that breaks the rule says which; it is the sender&apos;s to mend.</source>
        <translation>违反规则的那一行写明了是哪条规则；应由发送方修正。</translation>
    </message>
    <message>
        <source>A process that crashed or was killed, a firewall that forgot the connection, or a socket closed with unread data: look into the log of that side for this moment.</source>
        <translation>进程崩溃或被终止、防火墙忘记了连接，或套接字在还有未读数据时被关闭：请查看那一侧这一时刻的日志。</translation>
    </message>
    <message>
        <source>A Close frame with a code must go before the end of TCP; where a proxy stands between, its time-out ends connections like this.</source>
        <translation>TCP 结束之前必须先发送带状态码的 Close 帧；如果中间有代理，它的超时就会这样结束连接。</translation>
    </message>
    <message>
        <source>See why the peer does not answer, or give it more time.</source>
        <translation>查明对端为何不回答，或给它更多时间。</translation>
    </message>
    <message>
        <source>The network between is broken, or the peer&apos;s machine is gone: Ping frames find that out sooner.</source>
        <translation>中间的网络断了，或对端的机器已经消失：Ping 帧能更早发现这一点。</translation>
    </message>
    <message>
        <source>It happened %1 times.</source>
        <translation>发生了 %1 次。</translation>
    </message>
    <message>
        <source>1006: a page is not told what ended the WebSocket</source>
        <translation>1006：页面无从得知是什么结束了 WebSocket</translation>
    </message>
    <message>
        <source>%1 wants a client certificate, and none was shown. Name one in the options, or with --client-cert.</source>
        <translation>%1 要求客户端证书，但没有出示。请在选项中指定证书，或使用 --client-cert。</translation>
    </message>
    <message>
        <source>There is no certificate in %1: it is not a PEM file, or holds something else.</source>
        <translation>%1 中没有证书：它不是 PEM 文件，或者内容是别的东西。</translation>
    </message>
    <message>
        <source>There is no private key in %1: it is not a PEM file, or holds something else.</source>
        <translation>%1 中没有私钥：它不是 PEM 文件，或者内容是别的东西。</translation>
    </message>
    <message>
        <source>The private key in %1 is under a password. Name a file with the key alone; openssl pkey -in FILE -out NEW writes one.</source>
        <translation>%1 中的私钥受密码保护。请指定不带密码的密钥文件；可用 openssl pkey -in FILE -out NEW 生成。</translation>
    </message>
    <message>
        <source>The private key in %1 is not that of the client certificate.</source>
        <translation>%1 中的私钥与客户端证书不匹配。</translation>
    </message>
    <message>
        <source>The file %1 cannot be read.</source>
        <translation>无法读取文件 %1。</translation>
    </message>
    <message>
        <source>%1 answered with status %2 and sends the client on to %3; the opening handshake of a WebSocket follows no redirect, in browsers either. Connect to that address.</source>
        <translation>%1 以状态码 %2 应答，要求客户端转到 %3；WebSocket 的握手不跟随重定向，浏览器也是如此。请直接连接该地址。</translation>
    </message>
    <message>
        <source>%1 times, messages that were sent one by one came together, after a silence of up to %2: something between holds them back until its buffer is full.</source>
        <translation>有 %1 次，逐条发送的消息在最长 %2 的静默之后一起到达：中间有什么把它们扣住，直到缓冲区满为止。</translation>
    </message>
    <message>
        <source>1006: a page is not told what ended the WebSocket</source>
        <translation>1006：页面无从得知是什么结束了 WebSocket</translation>
    </message>
    <message>
        <source>%1 wants a client certificate, and none was shown. Name one in the options, or with --client-cert.</source>
        <translation>%1 要求客户端证书，但没有出示。请在选项中指定证书，或使用 --client-cert。</translation>
    </message>
    <message>
        <source>the server does not support the transport</source>
        <translation>服务器不支持该传输方式</translation>
    </message>
    <message>
        <source>the client has not shaken hands, or the server forgot that it had</source>
        <translation>客户端没有握手，或服务器已忘记它握过手</translation>
    </message>
    <message>
        <source>the client is not authorised</source>
        <translation>客户端未获授权</translation>
    </message>
    <message>
        <source>no heartbeat</source>
        <translation>无心跳</translation>
    </message>
    <message>
        <source>heartbeat within %1</source>
        <translation>心跳须在 %1 内</translation>
    </message>
    <message>
        <source>Flash policy request</source>
        <translation>Flash 策略请求</translation>
    </message>
    <message>
        <source>asks whom the server lets open sockets</source>
        <translation>询问服务器允许谁打开套接字</translation>
    </message>
    <message>
        <source>Flash policy</source>
        <translation>Flash 策略</translation>
    </message>
    <message>
        <source>lets nobody open sockets</source>
        <translation>不允许任何人打开套接字</translation>
    </message>
    <message>
        <source>lets %1 open sockets</source>
        <translation>允许 %1 打开套接字</translation>
    </message>
    <message>
        <source>reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>advice</source>
        <translation>建议</translation>
    </message>
    <message>
        <source>to connect anew</source>
        <translation>重新连接</translation>
    </message>
    <message>
        <source>that a lost connection may take to come back</source>
        <translation>断开的连接可以在此时间内恢复</translation>
    </message>
    <message>
        <source>which the server speaks</source>
        <translation>服务器支持的传输方式</translation>
    </message>
    <message>
        <source>Asked for</source>
        <translation>请求的内容</translation>
    </message>
    <message>
        <source>the policy file, alone on a connection; the socket comes with the next</source>
        <translation>策略文件，独占一个连接；套接字随下一个连接到来</translation>
    </message>
    <message>
        <source>A Flash Player</source>
        <translation>Flash Player</translation>
    </message>
    <message>
        <source>cannot read it as a policy file</source>
        <translation>无法将其读作策略文件</translation>
    </message>
    <message>
        <source>every page</source>
        <translation>所有页面</translation>
    </message>
    <message>
        <source>pages of this host</source>
        <translation>该主机的页面</translation>
    </message>
    <message>
        <source>every port</source>
        <translation>所有端口</translation>
    </message>
    <message>
        <source>Socket.IO 0.9 handshake</source>
        <translation>Socket.IO 0.9 握手</translation>
    </message>
    <message>
        <source>The length before a packet is no number, or ends inside a character (%1).</source>
        <translation>数据包前的长度不是数字，或在一个字符中间结束（%1）。</translation>
    </message>
    <message>
        <source>%1 as %2 in %3</source>
        <translation>%1（以 %3 编码为 %2）</translation>
    </message>
    <message>
        <source>given up</source>
        <translation>已放弃</translation>
    </message>
    <message>
        <source>cannot be reached</source>
        <translation>无法到达</translation>
    </message>
    <message>
        <source>%1 addresses tried</source>
        <translation>尝试了 %1 个地址</translation>
    </message>
    <message>
        <source>Tried</source>
        <translation>尝试</translation>
    </message>
    <message>
        <source>%1, %2 after the first: %3 after %4</source>
        <translation>%1，首次尝试之后 %2：%3，用时 %4</translation>
    </message>
    <message>
        <source>says that this end is there, or answers that</source>
        <translation>表示本端在线，或对此作答</translation>
    </message>
    <message>
        <source>a text, of no event</source>
        <translation>一段文本，不属于任何事件</translation>
    </message>
    <message>
        <source>a JSON value, of no event</source>
        <translation>一个 JSON 值，不属于任何事件</translation>
    </message>
    <message>
        <source>says nothing</source>
        <translation>不含内容</translation>
    </message>
    <message>
        <source>of the libraries before 1.0</source>
        <translation>1.0 之前的库所用</translation>
    </message>
    <message>
        <source>the server does not support the transport</source>
        <translation>服务器不支持该传输方式</translation>
    </message>
    <message>
        <source>still open</source>
        <translation>仍然打开</translation>
    </message>
    <message>
        <source>does not say</source>
        <translation>没有说</translation>
    </message>
    <message>
        <source>Status of the response</source>
        <translation>响应的状态</translation>
    </message>
    <message>
        <source>Pings and pongs</source>
        <translation>Ping 与 Pong</translation>
    </message>
    <message>
        <source>Fragments</source>
        <translation>分片</translation>
    </message>
    <message>
        <source>Close code</source>
        <translation>关闭代码</translation>
    </message>
    <message>
        <source>still open, so it was ended here</source>
        <translation>仍然打开，因此在这里结束</translation>
    </message>
    <message>
        <source>%1 of content, not cut into messages</source>
        <translation>%1 内容，未切分为消息</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>已打开</translation>
    </message>
    <message>
        <source>Rules broken</source>
        <translation>违反的规则</translation>
    </message>
    <message>
        <source>End of the connection</source>
        <translation>连接的结束</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>What %1 told, in order</source>
        <translation>%1 所说的内容，按顺序</translation>
    </message>
    <message>
        <source>The server ended the stream inside its last block: a browser drops that block, so its event never arrives.</source>
        <translation>服务器在最后一块中途结束了流：浏览器会丢弃这一块，其中的事件永远不会到达。</translation>
    </message>
    <message>
        <source>The stream broke off and was asked for again, but no event before had an id: the server cannot know where to go on, and what it sent in between is lost.</source>
        <translation>流中断后被重新请求，但此前没有任何事件带 id：服务器无从知道该从哪里继续，其间发送的内容就丢失了。</translation>
    </message>
    <message>
        <source>%1: every browser fails such a connection, with no reason given to the page.</source>
        <translation>%1：所有浏览器都会让这样的连接失败，而且不告诉页面原因。</translation>
    </message>
    <message>
        <source>The client asked for %1 and the 101 response names no subprotocol: both ends may now speak different languages, and browsers fail the connection.</source>
        <translation>客户端请求了 %1，而 101 响应没有指定子协议：两端可能在说不同的语言，浏览器会让连接失败。</translation>
    </message>
    <message>
        <source>%1 set RSV1, which marks a compressed message, but the handshake agreed on no permessage-deflate: the receiver must fail the connection.</source>
        <translation>%1置位了 RSV1（表示压缩消息），但握手没有约定 permessage-deflate：接收方必须让连接失败。</translation>
    </message>
    <message>
        <source>not kept</source>
        <translation>未保留</translation>
    </message>
    <message>
        <source>only the newest of this capture are kept</source>
        <translation>此捕获只保留最新的内容</translation>
    </message>
    <message>
        <source>Not kept</source>
        <translation>未保留</translation>
    </message>
    <message>
        <source>The capture had reached the size at which it was to stop: from %1 s to %2 s nothing was recorded.</source>
        <translation>捕获已达到应停止的大小：从 %1 秒到 %2 秒没有录制任何内容。</translation>
    </message>
    <message>
        <source>by hand</source>
        <translation>手动</translation>
    </message>
    <message>
        <source>Fault</source>
        <translation>故障</translation>
    </message>
    <message>
        <source>About</source>
        <translation>关于</translation>
    </message>
    <message>
        <source>%1 did not answer the TLS handshake within %2.</source>
        <translation>%1 在 %2 内没有应答 TLS 握手。</translation>
    </message>
    <message>
        <source>%1 did not answer the TLS handshake in time.</source>
        <translation>%1 没有及时应答 TLS 握手。</translation>
    </message>
    <message>
        <source>%1 ended the WebSocket without a Close frame.</source>
        <translation>%1 没有发送 Close 帧就结束了 WebSocket。</translation>
    </message>
    <message>
        <source>%1 does not speak TLS. Try http:// or ws://.</source>
        <translation>%1 不使用 TLS。请改用 http:// 或 ws://。</translation>
    </message>
    <message>
        <source>%1 speaks TLS. Try https:// or wss://.</source>
        <translation>%1 使用 TLS。请改用 https:// 或 wss://。</translation>
    </message>
    <message>
        <source>%1 does not speak HTTP: it began with “%2”.</source>
        <translation>%1 不使用 HTTP：它以“%2”开头。</translation>
    </message>
    <message>
        <source>The private key in %1 is not that of the certificate in %2.</source>
        <translation>%1 中的私钥与 %2 中的证书不匹配。</translation>
    </message>
    <message>
        <source>the proxy %1</source>
        <translation>代理 %1</translation>
    </message>
    <message>
        <source>Listening on %1 failed.</source>
        <translation>无法在 %1 上监听。</translation>
    </message>
    <message>
        <source>There is no proxy named “%1”: the name server does not know it.</source>
        <translation>没有名为“%1”的代理：域名服务器不认识它。</translation>
    </message>
    <message>
        <source>The address of the proxy “%1” could not be looked up: no name server answered.</source>
        <translation>无法查询代理“%1”的地址：没有域名服务器应答。</translation>
    </message>
    <message>
        <source>there is no member “%1” here; expected none</source>
        <translation>此处没有成员“%1”；这里不应有任何成员</translation>
    </message>
    <message>
        <source>The subprotocol “%1” is offered twice; RFC 6455 §4.1 wants each once.</source>
        <translation>子协议“%1”被提供了两次；RFC 6455 §4.1 要求每个只出现一次。</translation>
    </message>
    <message>
        <source>The value of %1 holds a line end or another control character, which cannot be sent in a field.</source>
        <translation>%1 的值含有换行或其他控制字符，不能在字段中发送。</translation>
    </message>
    <message>
        <source>“%1” is no subprotocol: those are letters, digits and some signs, without blanks and commas (RFC 6455 §4.1).</source>
        <translation>“%1”不是子协议：子协议由字母、数字和部分符号组成，不含空白和逗号（RFC 6455 §4.1）。</translation>
    </message>
    <message>
        <source>“%1” cannot be the name of a query parameter.</source>
        <translation>“%1”不能作为查询参数的名称。</translation>
    </message>
    <message>
        <source>“%1” is no request method.</source>
        <translation>“%1”不是请求方法。</translation>
    </message>
    <message>
        <source>“%1” is no name of a field.</source>
        <translation>“%1”不是字段名称。</translation>
    </message>
    <message>
        <source>%1 redirects to “%2”, and redirects are only followed to http and https.</source>
        <translation>%1 重定向到“%2”，而重定向只跟随到 http 和 https。</translation>
    </message>
    <message>
        <source>%1 redirects to “%2”, which is not a URL that can be connected to.</source>
        <translation>%1 重定向到“%2”，这不是可以连接的 URL。</translation>
    </message>
    <message>
        <source>There is no address: expected one like wss://feed.example/quotes.</source>
        <translation>没有地址：应为类似 wss://feed.example/quotes 的地址。</translation>
    </message>
    <message>
        <source>“%1” does not say how to connect: write ws://%1 or http://%1.</source>
        <translation>“%1”没有说明如何连接：请写 ws://%1 或 http://%1。</translation>
    </message>
    <message>
        <source>“%1” cannot be connected to: the schemes are ws, wss, http and https.</source>
        <translation>无法连接“%1”：可用的协议为 ws、wss、http 和 https。</translation>
    </message>
    <message>
        <source>“%1” names no host.</source>
        <translation>“%1”没有主机名。</translation>
    </message>
    <message>
        <source>The host in “%1” has characters that no host has.</source>
        <translation>“%1”中的主机名含有不允许的字符。</translation>
    </message>
    <message>
        <source>The port in “%1” is none: ports are 1 to 65535.</source>
        <translation>“%1”中的端口无效：端口为 1 到 65535。</translation>
    </message>
    <message>
        <source>The address in “%1” is none: IPv6 stands in brackets, as in http://[::1]/.</source>
        <translation>“%1”中的地址无效：IPv6 地址写在方括号中，例如 http://[::1]/。</translation>
    </message>
    <message>
        <source>%1 The request had been redirected from %2.</source>
        <translation>%1请求是从 %2 重定向而来的。</translation>
    </message>
    <message>
        <source>from the first</source>
        <translation>从一开始</translation>
    </message>
    <message>
        <source>after so many messages</source>
        <translation>在若干条消息之后</translation>
    </message>
    <message>
        <source>after so long</source>
        <translation>在一段时间之后</translation>
    </message>
    <message>
        <source>by chance</source>
        <translation>随机</translation>
    </message>
    <message>
        <source>for this client</source>
        <translation>针对此客户端</translation>
    </message>
    <message>
        <source>the octets on their way</source>
        <translation>传输中的字节</translation>
    </message>
    <message>
        <source>how it ends</source>
        <translation>结束的方式</translation>
    </message>
    <message>
        <source>the opening handshake</source>
        <translation>打开握手</translation>
    </message>
    <message>
        <source>the head of the response</source>
        <translation>响应头部</translation>
    </message>
    <message>
        <source>the whole response</source>
        <translation>整个响应</translation>
    </message>
    <message>
        <source>the heartbeat</source>
        <translation>心跳</translation>
    </message>
    <message>
        <source>what a request is answered</source>
        <translation>对请求的应答</translation>
    </message>
    <message>
        <source>the session</source>
        <translation>会话</translation>
    </message>
    <message>
        <source>a message</source>
        <translation>一条消息</translation>
    </message>
    <message>
        <source>the proxy</source>
        <translation>代理</translation>
    </message>
    <message>
        <source>Redirects to</source>
        <translation>重定向到</translation>
    </message>
    <message>
        <source>%1 is not there any more: the file was removed or moved.</source>
        <translation>%1 已不在原处：文件被删除或移走了。</translation>
    </message>
    <message>
        <source>Text must be valid UTF-8 and these octets are not; the receiver must fail the connection (%1).</source>
        <translation>文本必须是有效的 UTF-8，而这些字节不是；接收方必须判连接失败（%1）。</translation>
    </message>
    <message>
        <source>An event stream must be valid UTF-8 and these octets are not; an EventSource shows replacement characters in their place (%1).</source>
        <translation>事件流必须是有效的 UTF-8，而这些字节不是；EventSource 会在该处显示替换字符（%1）。</translation>
    </message>
    <message>
        <source>A packet that is not binary is text and must be valid UTF-8, and these octets are not (%1).</source>
        <translation>非二进制的数据包是文本，必须是有效的 UTF-8，而这些字节不是（%1）。</translation>
    </message>
    <message>
        <source>Operation not permitted</source>
        <translation>操作不被允许</translation>
    </message>
    <message>
        <source>Input/output error</source>
        <translation>输入/输出错误</translation>
    </message>
    <message>
        <source>Read-only file system</source>
        <translation>只读文件系统</translation>
    </message>
    <message>
        <source>Not a directory</source>
        <translation>不是目录</translation>
    </message>
    <message>
        <source>Is a directory</source>
        <translation>是一个目录</translation>
    </message>
    <message>
        <source>Disk quota exceeded</source>
        <translation>超出磁盘配额</translation>
    </message>
    <message>
        <source>File too large</source>
        <translation>文件过大</translation>
    </message>
    <message>
        <source>Network is down</source>
        <translation>网络已断开</translation>
    </message>
    <message>
        <source>Network is unreachable</source>
        <translation>网络不可达</translation>
    </message>
    <message>
        <source>Host is down</source>
        <translation>主机已关闭</translation>
    </message>
    <message>
        <source>No route to host</source>
        <translation>没有到主机的路由</translation>
    </message>
    <message>
        <source>Cannot assign requested address</source>
        <translation>无法分配请求的地址</translation>
    </message>
    <message>
        <source>Connection timed out</source>
        <translation>连接超时</translation>
    </message>
    <message>
        <source>Name or service not known</source>
        <translation>未知的名称或服务</translation>
    </message>
    <message>
        <source>Temporary failure in name resolution</source>
        <translation>域名解析暂时失败</translation>
    </message>
    <message>
        <source>self-signed certificate</source>
        <translation>自签名证书</translation>
    </message>
    <message>
        <source>self-signed certificate in certificate chain</source>
        <translation>证书链中有自签名证书</translation>
    </message>
    <message>
        <source>unable to get local issuer certificate</source>
        <translation>无法获取本地颁发者证书</translation>
    </message>
    <message>
        <source>unable to verify the first certificate</source>
        <translation>无法验证第一个证书</translation>
    </message>
    <message>
        <source>certificate required</source>
        <translation>需要证书</translation>
    </message>
    <message>
        <source>handshake failure</source>
        <translation>握手失败</translation>
    </message>
    <message>
        <source>unknown CA</source>
        <translation>未知的证书颁发机构</translation>
    </message>
    <message>
        <source>bad certificate</source>
        <translation>证书无效</translation>
    </message>
    <message>
        <source>Set off</source>
        <translation>触发条件</translation>
    </message>
    <message>
        <source>%1 wants a client certificate. The one that was named is for the server that was asked and is shown to no other: connect to %1 itself to show it.</source>
        <translation>%1 要求客户端证书。所指定的证书只用于所请求的服务器，不会出示给其他服务器：请直接连接 %1 以出示它。</translation>
    </message>
    <message>
        <source>%1 accepted the connection and did not answer within %2.</source>
        <translation>%1 接受了连接，但在 %2 内没有应答。</translation>
    </message>
    <message>
        <source>%1 accepted the connection and did not answer in time.</source>
        <translation>%1 接受了连接，但未及时应答。</translation>
    </message>
    <message>
        <source>The proxy %1 did not accept the user name and password that it was given.</source>
        <translation>代理 %1 不接受所提供的用户名和密码。</translation>
    </message>
    <message>
        <source>The client took nothing of what was sent to it for %1, so it was disconnected.</source>
        <translation>客户端在 %1 内未读取发给它的任何内容，因此被断开。</translation>
    </message>
    <message>
        <source>The client did not read what was sent to it, so it was disconnected once its queue was full.</source>
        <translation>客户端未读取发给它的内容，因此在其队列满后被断开。</translation>
    </message>
    <message>
        <source>The mock server ended it: the client did not read what was sent to it.</source>
        <translation>由模拟服务器结束：客户端未读取发给它的内容。</translation>
    </message>
    <message>
        <source>See what keeps the client from reading: a handler that blocks, or more messages than it can take.</source>
        <translation>查看是什么妨碍了客户端读取：处理函数阻塞，或消息多于其所能承受。</translation>
    </message>
    <message>
        <source>%1 is a folder, a device or a pipe, where a PEM file is wanted.</source>
        <translation>%1 是文件夹、设备或管道，而这里需要 PEM 文件。</translation>
    </message>
    <message>
        <source>The file %1 is larger than %2: it is no file of certificates and keys.</source>
        <translation>文件 %1 大于 %2：它不是证书或密钥文件。</translation>
    </message>
    <message>
        <source>The client did not read what was sent to it, so it was disconnected once %1 waited for it.</source>
        <translation>客户端未读取发给它的内容，因此在积压 %1 后被断开。</translation>
    </message>
    <message>
        <source>The user name or the password for the proxy %1 is too long: SOCKS5 takes 255 octets of each (RFC 1929 §2).</source>
        <translation>代理 %1 的用户名或密码过长：SOCKS5 对两者各最多接受 255 字节（RFC 1929 §2）。</translation>
    </message>
    <message>
        <source>What %1 sent inflates to more than %2 times its size, as only what is made to exhaust its receiver does; the connection was ended.</source>
        <translation>%1 发送的内容解压后超过其大小的 %2 倍，只有蓄意耗尽接收方资源的内容才会如此；连接已被终止。</translation>
    </message>
    <message>
        <source>The content is coded as %1, which is not decoded here: it is shown as it came.</source>
        <translation>内容以 %1 编码，此处不对其解码：按收到的原样显示。</translation>
    </message>
    <message>
        <source>The content is not encoded as Content-Encoding says: its coding is broken, does not come to its end, or is followed by other octets. What could be decoded is shown (%1).</source>
        <translation>内容的编码与 Content-Encoding 所述不符：编码已损坏、未到结尾，或其后还有其他字节。显示的是能够解码的部分（%1）。</translation>
    </message>
    <message>
        <source>This is larger than the limit set for it, or its content inflates out of all proportion to what was sent, so the rest was not taken (%1).</source>
        <translation>此内容超出了为其设定的上限，或解压后与所发送的大小完全不成比例，因此未接收其余部分（%1）。</translation>
    </message>
    <message>
        <source>No limit is set by the specification of event streams (%1), but this is larger than the one set here, so the rest was not taken.</source>
        <translation>事件流规范未规定上限（%1），但此内容超出了此处设定的上限，因此未接收其余部分。</translation>
    </message>
</context>
<context>
    <name>Pushscope::PictureView</name>
    <message>
        <source>Payload as a picture</source>
        <translation>以图片显示的载荷</translation>
    </message>
    <message>
        <source>%1 × %2 pixels</source>
        <translation>%1 × %2 像素</translation>
    </message>
    <message>
        <source>A %1 picture; this system has no reader for it.</source>
        <translation>%1 图片；本系统没有相应的解码器。</translation>
    </message>
    <message>
        <source>A %1 picture of %2: more than are decoded.</source>
        <translation>%1 图片，%2：超过解码上限。</translation>
    </message>
    <message>
        <source>It begins as a %1 picture, but cannot be decoded: broken or cut off.</source>
        <translation>以 %1 图片开头，但无法解码：已损坏或被截断。</translation>
    </message>
</context>
<context>
    <name>Pushscope::ScenarioChooser</name>
    <message>
        <source>All techniques</source>
        <translation>全部技术</translation>
    </message>
    <message>
        <source>Open file…</source>
        <translation>打开文件…</translation>
    </message>
    <message>
        <source>%1 (changed)</source>
        <comment>scenario</comment>
        <translation>%1（已更改）</translation>
    </message>
</context>
<context>
    <name>Scenarios</name>
    <message>
        <source>Echo</source>
        <translation>回声</translation>
    </message>
    <message>
        <source>Chat room</source>
        <translation>聊天室</translation>
    </message>
    <message>
        <source>Ticker</source>
        <translation>行情</translation>
    </message>
    <message>
        <source>LLM token stream</source>
        <translation>大语言模型词元流</translation>
    </message>
    <message>
        <source>Job progress</source>
        <translation>任务进度</translation>
    </message>
    <message>
        <source>QR login</source>
        <translation>扫码登录</translation>
    </message>
    <message>
        <source>Worker pool</source>
        <translation>工作进程池</translation>
    </message>
</context>
<context>
    <name>Pushscope::PaneDock</name>
    <message>
        <source>Drag to move this pane, double-click to float it or to dock it again.</source>
        <translation>拖动可移动此窗格，双击可使其浮动或重新停靠。</translation>
    </message>
    <message>
        <source>Close the pane %1</source>
        <translation>关闭窗格“%1”</translation>
    </message>
    <message>
        <source>Close this pane; the View menu brings it back.</source>
        <translation>关闭此窗格；可从“视图”菜单恢复。</translation>
    </message>
    <message>
        <source>&amp;Dock again</source>
        <translation>重新停靠(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Float</source>
        <translation>浮动(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>关闭(&amp;C)</translation>
    </message>
</context>
<context>
    <name>Pushscope::ChangesPage</name>
    <message>
        <source>changed</source>
        <translation>已变</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>已删</translation>
    </message>
    <message>
        <source>added</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>the same</source>
        <translation>相同</translation>
    </message>
    <message>
        <source>Keep to compare</source>
        <translation>留作比较</translation>
    </message>
    <message>
        <source>Compare the records chosen next with this one</source>
        <translation>把接下来选中的记录与这一条比较</translation>
    </message>
    <message>
        <source>What differs</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>where</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>There is none of its kind before it.</source>
        <translation>此前没有同类记录。</translation>
    </message>
    <message>
        <source>The same as #%1.</source>
        <translation>与 #%1 相同。</translation>
    </message>
    <message>
        <source>Against #%1.</source>
        <translation>与 #%1 比较。</translation>
    </message>
    <message>
        <source>Only the beginning is compared.</source>
        <translation>只比较了开头部分。</translation>
    </message>
</context>
<context>
    <name>BrowserHtml</name>
    <message>
        <source>A page of %1 may do this</source>
        <translation>%1 的页面可以这样做</translation>
    </message>
    <message>
        <source>A page of %1 would have to wait: %2</source>
        <translation>%1 的页面需要等待：%2</translation>
    </message>
    <message>
        <source>It depends whether a page of %1 may: %2</source>
        <translation>%1 的页面能否这样做视情况而定：%2</translation>
    </message>
    <message>
        <source>Refused to a page of %1: %2</source>
        <translation>%1 的页面被拒绝：%2</translation>
    </message>
</context>
<context>
    <name>Pushscope::BrowserPage</name>
    <message>
        <source>Scheme, host and port of the page, or null; empty: the URL&apos;s own.</source>
        <translation>页面的协议、主机和端口，或 null；留空：与该 URL 同源。</translation>
    </message>
    <message>
        <source>The page&apos;s own Content-Security-Policy; empty: it has none.</source>
        <translation>页面自身的 Content-Security-Policy；留空：没有。</translation>
    </message>
    <message>
        <source>&amp;Page</source>
        <translation>页面(&amp;P)</translation>
    </message>
    <message>
        <source>Content-Security-Policy of the page</source>
        <translation>页面的 Content-Security-Policy</translation>
    </message>
    <message>
        <source>Origin of the page</source>
        <translation>页面的源</translation>
    </message>
    <message>
        <source>P&amp;olicy</source>
        <translation>策略(&amp;O)</translation>
    </message>
    <message>
        <source>This is no origin of a page: write it as https://example.org, or null.</source>
        <translation>这不是页面的源：请写成 https://example.org 的形式，或 null。</translation>
    </message>
    <message>
        <source>This record belongs to no request: there is nothing that a browser would judge.</source>
        <translation>此记录不属于任何请求：没有浏览器要判断的内容。</translation>
    </message>
    <message>
        <source>What a page would be allowed</source>
        <translation>页面会被允许做什么</translation>
    </message>
    <message>
        <source>With &amp;credentials</source>
        <translation>携带凭据(&amp;C)</translation>
    </message>
    <message>
        <source>credentials: &quot;include&quot; of fetch(), withCredentials of EventSource and XMLHttpRequest: cookies go along.</source>
        <translation>fetch() 的 credentials: &quot;include&quot;，EventSource 和 XMLHttpRequest 的 withCredentials：Cookie 一并发送。</translation>
    </message>
</context>
<context>
    <name>Pushscope::CommandList</name>
    <message>
        <source>There is no such command.</source>
        <translation>没有这样的命令。</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Type what you want to do</source>
        <translation>输入想做的事</translation>
    </message>
    <message>
        <source>Part of a command&apos;s name</source>
        <translation>命令名称的一部分</translation>
    </message>
    <message>
        <source>Commands that match</source>
        <translation>匹配的命令</translation>
    </message>
</context>
<context>
    <name>Pushscope::PaneFocus</name>
    <message>
        <source>&amp;Next pane</source>
        <translation>下一个窗格(&amp;N)</translation>
    </message>
    <message>
        <source>Pre&amp;vious pane</source>
        <translation>上一个窗格(&amp;V)</translation>
    </message>
</context>
<context>
    <name>Pushscope::WindowDrop</name>
    <message>
        <source>Open %1</source>
        <translation>打开 %1</translation>
    </message>
    <message>
        <source>Play the scenario %1</source>
        <translation>运行场景 %1</translation>
    </message>
    <message>
        <source>Put it into the address bar</source>
        <translation>放入地址栏</translation>
    </message>
</context>
<context>
    <name>Pushscope::CommandCopier</name>
    <message>
        <source>Co&amp;py as</source>
        <translation>复制为(&amp;P)</translation>
    </message>
    <message>
        <source>There is no connection to copy: type an address first.</source>
        <translation>没有可复制的连接：请先输入地址。</translation>
    </message>
    <message>
        <source>websocat speaks WebSocket only; this connection is another.</source>
        <translation>websocat 只支持 WebSocket；此连接不是。</translation>
    </message>
    <message>
        <source>Copied as %1.</source>
        <translation>已复制为 %1。</translation>
    </message>
    <message>
        <source>Copied as %1, without its credentials.</source>
        <translation>已复制为 %1，不含凭据。</translation>
    </message>
    <message>
        <source>Copy with credentials</source>
        <translation>连同凭据复制</translation>
    </message>
    <message>
        <source>Copy as %1</source>
        <translation>复制为 %1</translation>
    </message>
</context>
<context>
    <name>Pushscope::ValueTree</name>
    <message>
        <source>Find in keys and values</source>
        <translation>在键和值中查找</translation>
    </message>
    <message>
        <source>Payload as a tree</source>
        <translation>树状载荷</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>第 %1 个，共 %2 个</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Copy value</source>
        <translation>复制值</translation>
    </message>
    <message>
        <source>Copy JSON Pointer</source>
        <translation>复制 JSON Pointer</translation>
    </message>
    <message>
        <source>Copy path with dots</source>
        <translation>复制点号路径</translation>
    </message>
    <message>
        <source>Show its octets</source>
        <translation>显示其字节</translation>
    </message>
</context>
<context>
    <name>Pushscope::CloseCodeBox</name>
    <message>
        <source>Close code</source>
        <translation>关闭码</translation>
    </message>
    <message>
        <source>no code</source>
        <translation>无关闭码</translation>
    </message>
</context>
<context>
    <name>Pushscope::EndpointAccessPage</name>
    <message>
        <source>none, or v1.json, v2.json</source>
        <translation>无，或 v1.json, v2.json</translation>
    </message>
    <message>
        <source>all, or http://localhost:3000, …</source>
        <translation>全部，或 http://localhost:3000, …</translation>
    </message>
    <message>
        <source>pages of this machine, or *, or origins</source>
        <translation>本机的页面，或 *，或若干源</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>at once</source>
        <translation>立即</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>Query parameter that tells clients apart where each has its own messages</source>
        <translation>在每个客户端各有自己的消息时，用来区分客户端的查询参数</translation>
    </message>
    <message>
        <source>S&amp;ubprotocols</source>
        <translation>子协议(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Origins served</source>
        <translation>接受的源(&amp;O)</translation>
    </message>
    <message>
        <source>Pages that may &amp;read it</source>
        <translation>可读取的页面(&amp;R)</translation>
    </message>
    <message>
        <source>Requests at a &amp;time</source>
        <translation>同时处理的请求(&amp;T)</translation>
    </message>
    <message>
        <source>Answers a&amp;fter</source>
        <translation>延迟应答(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Key of a client</source>
        <translation>客户端的键(&amp;K)</translation>
    </message>
</context>
<context>
    <name>Pushscope::EndpointDialog</name>
    <message>
        <source>New endpoint</source>
        <translation>新端点</translation>
    </message>
    <message>
        <source>Endpoint %1</source>
        <translation>端点 %1</translation>
    </message>
    <message>
        <source>Folder of files</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>seen from the folder of the scenario</source>
        <translation>相对于场景文件所在的文件夹</translation>
    </message>
    <message>
        <source>&amp;Path</source>
        <translation>路径(&amp;P)</translation>
    </message>
    <message>
        <source>Tech&amp;nique</source>
        <translation>技术(&amp;N)</translation>
    </message>
    <message>
        <source>Fol&amp;der</source>
        <translation>文件夹(&amp;D)</translation>
    </message>
    <message>
        <source>The endpoint as JSON</source>
        <translation>端点的 JSON</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Steps: send, close</source>
        <translation>步骤：发送、关闭</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>应答</translation>
    </message>
    <message>
        <source>Access</source>
        <translation>访问</translation>
    </message>
    <message>
        <source>Apply and &amp;restart the mock</source>
        <translation>应用并重启模拟服务器(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation>添加(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Apply</source>
        <translation>应用(&amp;A)</translation>
    </message>
    <message>
        <source>This is no JSON object.</source>
        <translation>这不是 JSON 对象。</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
</context>
<context>
    <name>Pushscope::EndpointMessagesPage</name>
    <message>
        <source> ms</source>
        <translation> 毫秒</translation>
    </message>
    <message>
        <source>only what is published</source>
        <translation>仅发布的消息</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Endpoints of one channel send the same messages; another name makes another channel</source>
        <translation>同一频道的端点发送相同的消息；换一个名称即为另一个频道</translation>
    </message>
    <message>
        <source>without end</source>
        <translation>无限</translation>
    </message>
    <message>
        <source>&amp;Channel</source>
        <translation>频道(&amp;C)</translation>
    </message>
    <message>
        <source>A message &amp;every</source>
        <translation>消息间隔(&amp;E)</translation>
    </message>
    <message>
        <source>Me&amp;ssage</source>
        <translation>消息(&amp;S)</translation>
    </message>
    <message>
        <source>How &amp;many</source>
        <translation>条数(&amp;M)</translation>
    </message>
    <message>
        <source>not said</source>
        <translation>不发送</translation>
    </message>
    <message>
        <source>Event t&amp;ype</source>
        <translation>事件类型(&amp;Y)</translation>
    </message>
    <message>
        <source>Re&amp;try</source>
        <translation>retry(&amp;T)</translation>
    </message>
</context>
<context>
    <name>Pushscope::KickDialog</name>
    <message>
        <source>Send a client away</source>
        <translation>断开客户端</translation>
    </message>
    <message>
        <source>%1 at %2</source>
        <comment>address, path</comment>
        <translation>%1，位于 %2</translation>
    </message>
    <message>
        <source>&amp;Close frame, and the end once it answered</source>
        <translation>发送 Close 帧，得到应答后断开(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;End the response</source>
        <translation>结束响应(&amp;E)</translation>
    </message>
    <message>
        <source>C&amp;ode</source>
        <translation>关闭码(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Reason</source>
        <translation>原因(&amp;R)</translation>
    </message>
    <message>
        <source>Re&amp;set the connection, without a word</source>
        <translation>直接重置连接(&amp;S)</translation>
    </message>
    <message>
        <source>Send &amp;away</source>
        <translation>断开(&amp;A)</translation>
    </message>
</context>
<context>
    <name>Pushscope::ScenarioAction</name>
    <message>
        <source>What happens</source>
        <translation>动作</translation>
    </message>
    <message>
        <source>reply</source>
        <translation>回复</translation>
    </message>
    <message>
        <source>send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>publish</source>
        <translation>发布</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>JSON or text, {{n}}, {{time}}</source>
        <translation>JSON 或文本，{{n}}、{{time}}</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>频道</translation>
    </message>
    <message>
        <source>channel</source>
        <translation>频道</translation>
    </message>
    <message>
        <source>empty: what came</source>
        <translation>留空：收到的内容</translation>
    </message>
</context>
<context>
    <name>Pushscope::ScenarioDesk</name>
    <message>
        <source>%1 could not be written: %2.</source>
        <translation>无法写入 %1：%2。</translation>
    </message>
</context>
<context>
    <name>Pushscope::ScenarioRow</name>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Remove this step</source>
        <translation>移除此步骤</translation>
    </message>
    <message>
        <source>Remove this rule</source>
        <translation>移除此规则</translation>
    </message>
    <message>
        <source> ms</source>
        <translation> 毫秒</translation>
    </message>
    <message>
        <source>After how many milliseconds</source>
        <translation>多少毫秒之后</translation>
    </message>
    <message>
        <source>after</source>
        <translation>间隔</translation>
    </message>
    <message>
        <source>Which messages</source>
        <translation>哪些消息</translation>
    </message>
    <message>
        <source>every message</source>
        <translation>所有消息</translation>
    </message>
    <message>
        <source>has JSON or is text</source>
        <translation>含 JSON 或为文本</translation>
    </message>
    <message>
        <source>regular expression</source>
        <translation>正则表达式</translation>
    </message>
    <message>
        <source>pattern with * and ?</source>
        <translation>含 * 和 ? 的模式</translation>
    </message>
    <message>
        <source>Pattern</source>
        <translation>模式</translation>
    </message>
</context>
<context>
    <name>Pushscope::ScenarioRows</name>
    <message>
        <source>What each client is sent, one step after the other, from when it comes.</source>
        <translation>每个客户端连接后依次执行的步骤。</translation>
    </message>
    <message>
        <source>What happens when a message comes: the first rule that matches.</source>
        <translation>收到消息时：执行第一条匹配的规则。</translation>
    </message>
    <message>
        <source>Add a &amp;message</source>
        <translation>添加消息(&amp;M)</translation>
    </message>
    <message>
        <source>Add a c&amp;lose</source>
        <translation>添加关闭(&amp;L)</translation>
    </message>
    <message>
        <source>Add a &amp;publication</source>
        <translation>添加发布(&amp;P)</translation>
    </message>
    <message>
        <source>Add a &amp;reply</source>
        <translation>添加回复(&amp;R)</translation>
    </message>
</context>
<context>
    <name>Pushscope::OctetsPage</name>
    <message>
        <source>Octets on the wire</source>
        <translation>线路上的字节</translation>
    </message>
    <message>
        <source>Parts of the octets, and reads</source>
        <translation>字节的组成部分与读取</translation>
    </message>
    <message>
        <source>part</source>
        <translation>部分</translation>
    </message>
    <message>
        <source>value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>The first %1 of %2, from octet %3 of its direction</source>
        <translation>%2 中的前 %1，自其方向的第 %3 个字节起</translation>
    </message>
    <message>
        <source>%1, from octet %2 of its direction</source>
        <translation>%1，自其方向的第 %2 个字节起</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>write %1</source>
        <translation>写入 %1</translation>
    </message>
    <message>
        <source>read %1</source>
        <translation>读取 %1</translation>
    </message>
</context>
<context>
    <name>Pushscope::TimingPage</name>
    <message>
        <source>No exchange and no messages to measure.</source>
        <translation>没有可测量的交换或消息。</translation>
    </message>
    <message>
        <source>Timing</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
</context>
<context>
    <name>Pushscope::TimelineActions</name>
    <message>
        <source>T&amp;imeline</source>
        <translation>时间线(&amp;I)</translation>
    </message>
    <message>
        <source>%1 (%2 in the timeline)</source>
        <translation>%1（在时间线中按 %2）</translation>
    </message>
    <message>
        <source>Show &amp;all</source>
        <translation>显示全部(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Follow the newest</source>
        <translation>跟随最新(&amp;F)</translation>
    </message>
    <message>
        <source>End</source>
        <translation>End</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>放大(&amp;I)</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>缩小(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Zoom to the selection</source>
        <translation>缩放到所选范围(&amp;Z)</translation>
    </message>
    <message>
        <source>&amp;Clear the selection</source>
        <translation>清除所选范围(&amp;C)</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>&amp;Next event of the lane</source>
        <translation>泳道中的下一个事件(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Previous event of the lane</source>
        <translation>泳道中的上一个事件(&amp;P)</translation>
    </message>
    <message>
        <source>One lane for each &amp;session</source>
        <translation>每个会话一条泳道(&amp;S)</translation>
    </message>
    <message>
        <source>A lane for each conn&amp;ection</source>
        <translation>每个连接一条泳道(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Higher lanes</source>
        <translation>加高泳道(&amp;H)</translation>
    </message>
    <message>
        <source>Ctrl++</source>
        <translation>Ctrl++</translation>
    </message>
    <message>
        <source>&amp;Lower lanes</source>
        <translation>降低泳道(&amp;L)</translation>
    </message>
    <message>
        <source>Ctrl+-</source>
        <translation>Ctrl+-</translation>
    </message>
    <message>
        <source>Next en&amp;d of a connection</source>
        <translation>下一个连接结束(&amp;D)</translation>
    </message>
    <message>
        <source>Pre&amp;vious end of a connection</source>
        <translation>上一个连接结束(&amp;V)</translation>
    </message>
    <message>
        <source>Shift+E</source>
        <translation>Shift+E</translation>
    </message>
</context>
<context>
    <name>Pushscope::SessionDelegate</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
</context>
<context>
    <name>Pushscope::SessionsController</name>
    <message>
        <source>Connect once &amp;more</source>
        <translation>再连接一次(&amp;M)</translation>
    </message>
    <message>
        <source>Re&amp;name</source>
        <translation>重命名(&amp;N)</translation>
    </message>
    <message>
        <source>Remo&amp;ve from the view</source>
        <translation>从视图中移除(&amp;V)</translation>
    </message>
    <message>
        <source>Keep this connect&amp;ion</source>
        <translation>保留此连接(&amp;I)</translation>
    </message>
    <message>
        <source>Sho&amp;w only this session</source>
        <translation>只显示此会话(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>Kept without: %1</source>
        <translation>保留时已去除：%1</translation>
    </message>
    <message>
        <source>Remo&amp;ve what is kept</source>
        <translation>不再保留(&amp;V)</translation>
    </message>
    <message>
        <source>“%1” is kept without secrets. Fill in again, then connect: %2.</source>
        <translation>“%1”不含机密信息。请重新填写后再连接：%2。</translation>
    </message>
    <message>
        <source>&amp;Options…</source>
        <translation>选项(&amp;O)…</translation>
    </message>
    <message>
        <source>renaming</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>“%1” is removed from the view; what is recorded stays in the capture.</source>
        <translation>“%1”已从视图中移除；已记录的内容仍保留在捕获中。</translation>
    </message>
    <message>
        <source>“%1” is no longer kept.</source>
        <translation>“%1”不再保留。</translation>
    </message>
    <message>
        <source>“%1” is kept for later, in Sessions.</source>
        <translation>“%1”已保留在“会话”中，供以后使用。</translation>
    </message>
    <message>
        <source>“%1” is kept for later, without its secrets, which are asked for again: %2.</source>
        <translation>“%1”已保留供以后使用，但不含机密信息，届时需重新填写：%2。</translation>
    </message>
</context>
<context>
    <name>Pushscope::SessionsModel</name>
    <message>
        <source>Client %1, %2 sent</source>
        <translation>客户端 %1，已发送 %2</translation>
    </message>
    <message numerus="yes">
        <source>%n client(s)</source>
        <translation>
            <numerusform>%n 个客户端</numerusform>
        </translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>已保留</translation>
    </message>
    <message>
        <source>Other windows</source>
        <translation>其他窗口</translation>
    </message>
    <message>
        <source>mock · ended, started anew</source>
        <translation>模拟服务器 · 已结束，已重新启动</translation>
    </message>
</context>
<context>
    <name>SavedOptions</name>
    <message>
        <source>user and password of the address</source>
        <translation>地址中的用户名和密码</translation>
    </message>
    <message>
        <source>%1 in the address</source>
        <translation>地址中的 %1</translation>
    </message>
    <message>
        <source>%1 in what is sent</source>
        <translation>发送内容中的 %1</translation>
    </message>
    <message>
        <source>user and password</source>
        <translation>用户名和密码</translation>
    </message>
    <message>
        <source>cookies</source>
        <translation>Cookie</translation>
    </message>
    <message>
        <source>user and password of the proxy</source>
        <translation>代理的用户名和密码</translation>
    </message>
</context>
<context>
    <name>Pushscope::BinaryInput</name>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>How the octets are given</source>
        <translation>字节的写法</translation>
    </message>
    <message>
        <source>Hexadecimal</source>
        <translation>十六进制</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Octets to send</source>
        <translation>要发送的字节</translation>
    </message>
    <message>
        <source>No file chosen.</source>
        <translation>未选择文件。</translation>
    </message>
    <message>
        <source>Choose the file whose octets are to be sent.</source>
        <translation>请选择要发送其内容的文件。</translation>
    </message>
    <message>
        <source>%1 cannot be read.</source>
        <translation>无法读取 %1。</translation>
    </message>
    <message>
        <source>%1 has %2; one message takes at most 16 MiB of a file.</source>
        <translation>%1 有 %2；一条消息最多发送 16 MiB 的文件。</translation>
    </message>
    <message>
        <source>Two hexadecimal digits an octet.</source>
        <translation>每个字节两个十六进制数字。</translation>
    </message>
    <message>
        <source>This is no Base64: four characters of A–Z, a–z, 0–9, + and / for three octets.</source>
        <translation>这不是 Base64：每三个字节对应 A–Z、a–z、0–9、+ 和 / 中的四个字符。</translation>
    </message>
</context>
<context>
    <name>Pushscope::BitsRow</name>
    <message>
        <source>%1, bit %2 of %3</source>
        <comment>a field</comment>
        <translation>%1，第 %2 位，共 %3 位</translation>
    </message>
</context>
<context>
    <name>Pushscope::CloseInput</name>
    <message>
        <source>Status code</source>
        <translation>状态码</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>up to 123 octets</source>
        <translation>最多 123 个字节</translation>
    </message>
    <message>
        <source>only behind a code</source>
        <translation>仅可跟在状态码之后</translation>
    </message>
    <message>
        <source>A code is a number from 0 to 65535, or nothing.</source>
        <translation>状态码是 0 到 65535 的数字，或留空。</translation>
    </message>
    <message>
        <source>An empty Close frame: the other end tells its page 1005.</source>
        <translation>空的 Close 帧：对端会告诉其页面 1005。</translation>
    </message>
</context>
<context>
    <name>Pushscope::ControlInput</name>
    <message>
        <source>Application data of the Ping</source>
        <translation>Ping 的应用数据</translation>
    </message>
    <message>
        <source>Application data of the Pong</source>
        <translation>Pong 的应用数据</translation>
    </message>
    <message>
        <source>up to 125 octets</source>
        <translation>最多 125 个字节</translation>
    </message>
    <message>
        <source>How the application data is given</source>
        <translation>应用数据的写法</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Hexadecimal</source>
        <translation>十六进制</translation>
    </message>
    <message>
        <source>Two hexadecimal digits an octet.</source>
        <translation>每个字节两个十六进制数字。</translation>
    </message>
    <message>
        <source>It has %1 octets; a control frame carries at most 125 (RFC 6455 §5.5). It is sent all the same.</source>
        <translation>有 %1 个字节；控制帧最多携带 125 个（RFC 6455 §5.5）。仍会照样发送。</translation>
    </message>
    <message>
        <source>A Pong that answers no Ping is a heartbeat of one side (RFC 6455 §5.5.3).</source>
        <translation>不应答任何 Ping 的 Pong 是单向心跳（RFC 6455 §5.5.3）。</translation>
    </message>
    <message>
        <source>%1 of 125 octets; the Pong brings them back.</source>
        <translation>%1/125 个字节；Pong 会将其带回。</translation>
    </message>
</context>
<context>
    <name>Pushscope::FileInput</name>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>How much of the file is sent</source>
        <translation>文件已发送多少</translation>
    </message>
    <message>
        <source>Messages a second</source>
        <translation>每秒消息数</translation>
    </message>
    <message numerus="yes">
        <source>line %1, %n message(s) sent</source>
        <translation>
            <numerusform>第 %1 行，已发送 %n 条消息</numerusform>
        </translation>
    </message>
    <message>
        <source>Each line is a text message; empty lines are left out.</source>
        <translation>每行是一条文本消息；空行略过。</translation>
    </message>
    <message>
        <source>Sending: %1</source>
        <comment>how far</comment>
        <translation>正在发送：%1</translation>
    </message>
    <message>
        <source>Paused: %1</source>
        <comment>how far</comment>
        <translation>已暂停：%1</translation>
    </message>
    <message>
        <source>All sent: %1</source>
        <comment>how far</comment>
        <translation>全部已发送：%1</translation>
    </message>
    <message>
        <source>Stopped: %1</source>
        <comment>how far</comment>
        <translation>已停止：%1</translation>
    </message>
    <message>
        <source>A file of lines, as NDJSON.</source>
        <translation>按行的文件，如 NDJSON。</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>A file is being sent: Stop ends that.</source>
        <translation>正在发送文件：按“停止”结束。</translation>
    </message>
    <message>
        <source>Choose the file whose lines are to be sent.</source>
        <translation>请选择要逐行发送的文件。</translation>
    </message>
</context>
<context>
    <name>Pushscope::FrameInput</name>
    <message>
        <source>%1 reserved</source>
        <comment>an opcode</comment>
        <translation>%1 保留</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>新密钥</translation>
    </message>
    <message>
        <source>fewest bits</source>
        <translation>最少的位数</translation>
    </message>
    <message>
        <source>7 bits</source>
        <translation>7 位</translation>
    </message>
    <message>
        <source>16 bits</source>
        <translation>16 位</translation>
    </message>
    <message>
        <source>64 bits</source>
        <translation>64 位</translation>
    </message>
    <message>
        <source>Bits that the length is written in</source>
        <translation>长度所用的位数</translation>
    </message>
    <message>
        <source>true</source>
        <translation>如实</translation>
    </message>
    <message>
        <source>The length that the header claims; empty: as long as the payload</source>
        <translation>头部声称的长度；留空则与载荷等长</translation>
    </message>
    <message>
        <source>Draws another key, and one for each frame from now on</source>
        <translation>另取一个密钥，此后每帧各取一个</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Hexadecimal</source>
        <translation>十六进制</translation>
    </message>
    <message>
        <source>How the payload is given</source>
        <translation>载荷的写法</translation>
    </message>
    <message>
        <source>Opcode</source>
        <translation>操作码</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>长度</translation>
    </message>
    <message>
        <source>Payload</source>
        <translation>载荷</translation>
    </message>
    <message>
        <source>written in</source>
        <translation>写成</translation>
    </message>
    <message>
        <source>Masking key</source>
        <translation>掩码密钥</translation>
    </message>
    <message>
        <source>A length has at most 64 bits.</source>
        <translation>长度最多 64 位。</translation>
    </message>
    <message>
        <source>Payload: two hexadecimal digits an octet.</source>
        <translation>载荷：每个字节两个十六进制数字。</translation>
    </message>
    <message>
        <source>A masking key is four octets, eight hexadecimal digits.</source>
        <translation>掩码密钥为四个字节，即八个十六进制数字。</translation>
    </message>
    <message>
        <source>Octets that will be sent</source>
        <translation>将要发送的字节</translation>
    </message>
    <message>
        <source>The first fragment: what follows has opcode 0, the last one FIN.</source>
        <translation>首个分片：后续分片的操作码为 0，最后一个带 FIN。</translation>
    </message>
</context>
<context>
    <name>Pushscope::HistoryPopup</name>
    <message>
        <source>Forget all</source>
        <translation>全部清除</translation>
    </message>
    <message>
        <source>Search what was sent</source>
        <translation>搜索发送过的内容</translation>
    </message>
    <message>
        <source>Search; Enter takes, Delete forgets</source>
        <translation>搜索；Enter 选用，Delete 清除</translation>
    </message>
    <message>
        <source>What was sent before, newest first</source>
        <translation>之前发送过的内容，最新的在前</translation>
    </message>
</context>
<context>
    <name>Pushscope::LineSender</name>
    <message>
        <source>%1 cannot be read.</source>
        <translation>无法读取 %1。</translation>
    </message>
    <message>
        <source>The session cannot send any more: it ended behind line %1.</source>
        <translation>会话不能再发送：在第 %1 行之后结束。</translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <translation>第 %1 行：%2</translation>
    </message>
    <message>
        <source>The file cannot be read behind line %1: %2</source>
        <translation>第 %1 行之后无法读取文件：%2</translation>
    </message>
    <message>
        <source>Line %1 is longer than 16 MiB: this is no file of lines.</source>
        <translation>第 %1 行超过 16 MiB：这不是按行的文件。</translation>
    </message>
    <message>
        <source>Line %1 is not UTF-8, which a text message has to be (RFC 6455 §8.1).</source>
        <translation>第 %1 行不是 UTF-8，而文本消息必须是（RFC 6455 §8.1）。</translation>
    </message>
</context>
<context>
    <name>Pushscope::TextInput</name>
    <message>
        <source>JSON to send</source>
        <translation>要发送的 JSON</translation>
    </message>
    <message>
        <source>Text to send</source>
        <translation>要发送的文本</translation>
    </message>
    <message>
        <source>A message. Up recalls what was sent before.</source>
        <translation>消息。按上箭头可调出之前发送的内容。</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>排版</translation>
    </message>
    <message>
        <source>A line for each member</source>
        <translation>每个成员一行</translation>
    </message>
    <message>
        <source>Minify</source>
        <translation>压缩</translation>
    </message>
    <message>
        <source>No blanks between</source>
        <translation>去掉空白</translation>
    </message>
    <message>
        <source>Line %1, column %2: no JSON from here on. It is sent as it stands.</source>
        <translation>第 %1 行第 %2 列：从此处起不是 JSON。将原样发送。</translation>
    </message>
    <message>
        <source>%1 Without Templates it is sent as it stands.</source>
        <translation>%1 关闭“模板”即可原样发送。</translation>
    </message>
    <message>
        <source>Sends, for example: %1</source>
        <translation>将发送，例如：%1</translation>
    </message>
</context>
<context>
    <name>PictureWords</name>
    <message numerus="yes">
        <source>%n further session(s); the tables (CSV) have them all.</source>
        <translation>
            <numerusform>还有 %n 个会话；CSV 表中包含全部会话。</numerusform>
        </translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation>统计</translation>
    </message>
</context>
<context>
    <name>Pushscope::StatisticsExport</name>
    <message>
        <source>Pictures (*.png)</source>
        <translation>图片 (*.png)</translation>
    </message>
    <message>
        <source>Drawings (*.svg)</source>
        <translation>矢量图 (*.svg)</translation>
    </message>
    <message>
        <source>Comma-separated values (*.csv)</source>
        <translation>逗号分隔值 (*.csv)</translation>
    </message>
    <message>
        <source>Only %1</source>
        <translation>仅 %1</translation>
    </message>
    <message>
        <source>Writing %1…</source>
        <translation>正在写入 %1…</translation>
    </message>
    <message>
        <source>%1 is written.</source>
        <translation>已写入 %1。</translation>
    </message>
</context>
<context>
    <name>Pushscope::StatisticsPane</name>
    <message>
        <source>Nothing is recorded yet. Connect to a URL (Ctrl+L) or start the mock server (Ctrl+Shift+M): what each session comes to will stand here.</source>
        <translation>还没有任何记录。连接到一个 URL（Ctrl+L）或启动模拟服务器（Ctrl+Shift+M）：各会话的统计会显示在这里。</translation>
    </message>
    <message>
        <source>All times</source>
        <translation>全部时间</translation>
    </message>
    <message>
        <source>Count the whole capture again</source>
        <translation>重新统计整个捕获</translation>
    </message>
    <message>
        <source>Records counted</source>
        <translation>已统计的记录</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Statistics of the sessions</source>
        <translation>各会话的统计</translation>
    </message>
    <message>
        <source>‹ All sessions</source>
        <translation>‹ 全部会话</translation>
    </message>
    <message>
        <source>Back to the list (Escape)</source>
        <translation>返回列表（Escape）</translation>
    </message>
    <message>
        <source>&amp;Export statistics</source>
        <translation>导出统计(&amp;E)</translation>
    </message>
    <message>
        <source>Picture of the statistics (&amp;PNG)…</source>
        <translation>统计图片 (&amp;PNG)…</translation>
    </message>
    <message>
        <source>Drawing of the statistics (&amp;SVG)…</source>
        <translation>统计矢量图 (&amp;SVG)…</translation>
    </message>
    <message>
        <source>Statistics over &amp;time (CSV)…</source>
        <translation>按时间的统计(&amp;T) (CSV)…</translation>
    </message>
    <message>
        <source>Statistics by s&amp;ession (CSV)…</source>
        <translation>按会话的统计(&amp;E) (CSV)…</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Only %1, as chosen on the timeline</source>
        <translation>仅 %1，即时间线上选定的范围</translation>
    </message>
    <message>
        <source>Stopped after %1 of %2 records</source>
        <translation>已停止，统计了 %2 条记录中的 %1 条</translation>
    </message>
    <message>
        <source>%1 of %2 records counted</source>
        <translation>已统计 %1 / %2 条记录</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
</context>
<context>
    <name>Pushscope::StatisticsPlotView</name>
    <message>
        <source>No message.</source>
        <translation>没有消息。</translation>
    </message>
    <message>
        <source>Nothing on the wire.</source>
        <translation>线路上没有内容。</translation>
    </message>
    <message>
        <source>It takes two messages to make a gap.</source>
        <translation>有两条消息才有间隔。</translation>
    </message>
    <message>
        <source>No ping of this end was answered. The composer sends one.</source>
        <translation>这一端的 ping 都没有应答。可在“撰写”中发送一个。</translation>
    </message>
</context>
<context>
    <name>Pushscope::StatisticsTable</name>
    <message numerus="yes">
        <source>%n reconnect(s)</source>
        <translation>
            <numerusform>重连 %n 次</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>%1, %2, %3</source>
        <translation>%1，%2，%3</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>会话</translation>
    </message>
    <message>
        <source>A second and in all; a poll counts where it brought something new</source>
        <translation>每秒与总数；轮询只在带来新内容时计数</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>On the wire, a second and in all</source>
        <translation>线路上的字节，每秒与总数</translation>
    </message>
    <message>
        <source>Octets</source>
        <translation>字节</translation>
    </message>
    <message>
        <source>From one message of the server to the next of its stream; told to within 0.8 %, the largest exactly</source>
        <translation>同一条流中服务器的一条消息到下一条的时间；误差在 0.8 % 以内，最大值准确</translation>
    </message>
    <message>
        <source>Gaps</source>
        <translation>间隔</translation>
    </message>
    <message>
        <source>From a ping to the pong that came; told to within 0.8 %, the shortest exactly</source>
        <translation>从 ping 到收到 pong 的时间；误差在 0.8 % 以内，最短值准确</translation>
    </message>
    <message>
        <source>Pings</source>
        <translation>Ping</translation>
    </message>
</context>
<context>
    <name>Pushscope::SocketIoOptionsPage</name>
    <message>
        <source>polling, then WebSocket</source>
        <translation>先轮询，再 WebSocket</translation>
    </message>
    <message>
        <source>polling only</source>
        <translation>仅轮询</translation>
    </message>
    <message>
        <source>WebSocket only</source>
        <translation>仅 WebSocket</translation>
    </message>
    <message>
        <source>found out from the answer</source>
        <translation>从响应中判断</translation>
    </message>
    <message>
        <source>4 (Socket.IO 3 and 4)</source>
        <translation>4（Socket.IO 3 和 4）</translation>
    </message>
    <message>
        <source>3 (Socket.IO 1 and 2)</source>
        <translation>3（Socket.IO 1 和 2）</translation>
    </message>
    <message>
        <source>Path of the requests</source>
        <translation>请求的路径</translation>
    </message>
    <message>
        <source>the URL&apos;s, or /socket.io/</source>
        <translation>URL 的路径，或 /socket.io/</translation>
    </message>
    <message>
        <source>Namespaces</source>
        <translation>命名空间</translation>
    </message>
    <message>
        <source>Auth payload</source>
        <translation>认证载荷</translation>
    </message>
    <message>
        <source>Acknowledgement</source>
        <translation>确认</translation>
    </message>
    <message>
        <source>&amp;Transports</source>
        <translation>传输方式(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Revision of Engine.IO</source>
        <translation>Engine.IO 修订版(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Path</source>
        <translation>路径(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Namespaces</source>
        <translation>命名空间(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Auth payload</source>
        <translation>认证载荷(&amp;A)</translation>
    </message>
    <message>
        <source>Ac&amp;knowledge with</source>
        <translation>用以确认(&amp;K)</translation>
    </message>
    <message>
        <source>Namespaces stand apart by blanks, none is the main one. The auth payload is a JSON object. What asks for an acknowledgement gets this JSON array; without one, none.</source>
        <translation>命名空间以空格分隔，留空则为主命名空间。认证载荷是一个 JSON 对象。请求确认的事件会得到这个 JSON 数组；留空则不确认。</translation>
    </message>
    <message>
        <source>The auth payload is no JSON object.</source>
        <translation>认证载荷不是 JSON 对象。</translation>
    </message>
    <message>
        <source>The acknowledgement is no JSON array.</source>
        <translation>确认内容不是 JSON 数组。</translation>
    </message>
</context>
<context>
    <name>Pushscope::ShareDialog</name>
    <message>
        <source>Save a copy to share</source>
        <translation>保存用于分享的副本</translation>
    </message>
    <message>
        <source>In the copy these values are covered with * wherever they were recorded: in heads, addresses, messages and notes. So is the user and password of every URL. Everything else reads as it does here; look through it before you give it away.</source>
        <translation>在副本中，以下各值无论记录在何处（报文头、地址、消息、备注）都会以 * 覆盖；每个 URL 中的用户名和密码也是如此。其余内容与此处完全相同，请在交给他人之前再通览一遍。</translation>
    </message>
    <message>
        <source>Values of these header &amp;fields:</source>
        <translation>以下报文头字段的值(&amp;F)：</translation>
    </message>
    <message>
        <source>Values of these &amp;query parameters and JSON members:</source>
        <translation>以下查询参数和 JSON 成员的值(&amp;Q)：</translation>
    </message>
    <message>
        <source>&amp;Save the copy…</source>
        <translation>保存副本(&amp;S)…</translation>
    </message>
    <message>
        <source>A * before a name stands for anything. Case, - and _ do not count.</source>
        <translation>名称前的 * 代表任意内容；不区分大小写，也不计 - 和 _。</translation>
    </message>
</context>
<context>
    <name>Pushscope::HelpActions</name>
    <message>
        <source>Where it applies</source>
        <translation>在相应的窗格中</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>a word in payload, target or fields, in any case</source>
        <translation>载荷、目标或字段中的词语，不分大小写</translation>
    </message>
    <message>
        <source>words in this order</source>
        <translation>按此顺序的词语</translation>
    </message>
    <message>
        <source>a regular expression; i: in any case</source>
        <translation>正则表达式；i 表示不分大小写</translation>
    </message>
    <message>
        <source>Together</source>
        <translation>组合</translation>
    </message>
    <message>
        <source>both</source>
        <translation>两者都符合</translation>
    </message>
    <message>
        <source>one of them</source>
        <translation>符合其中之一</translation>
    </message>
    <message>
        <source>not; “not” is the same</source>
        <translation>不符合；写“not”也一样</translation>
    </message>
    <message>
        <source>in parentheses first</source>
        <translation>括号内先算</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Keys</source>
        <comment>of a filter expression</comment>
        <translation>键</translation>
    </message>
    <message>
        <source>Values of is:</source>
        <translation>is: 的取值</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>按键一览(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Filter expressions</source>
        <translation>过滤表达式(&amp;F)</translation>
    </message>
    <message>
        <source>Filter expressions</source>
        <translation>过滤表达式</translation>
    </message>
</context>
<context>
    <name>Pushscope::LiveText</name>
    <message>
        <source>Arriving now</source>
        <translation>正在到达</translation>
    </message>
    <message>
        <source>Arriving · %1 so far</source>
        <translation>正在到达 · 已有 %1</translation>
    </message>
    <message>
        <source>Text so far · %1 messages a second</source>
        <translation>目前的文本 · 每秒 %1 条消息</translation>
    </message>
</context>
<context>
    <name>Pushscope::EventInput</name>
    <message>
        <source>Acknowledgement</source>
        <translation>需要确认</translation>
    </message>
    <message>
        <source>Asks the server to answer; the list says after how long it did</source>
        <translation>请求服务器应答；列表会显示用了多长时间</translation>
    </message>
    <message>
        <source>Arguments as JSON, commas between them</source>
        <translation>JSON 参数，以逗号分隔</translation>
    </message>
    <message>
        <source>JSON values with commas between them; {&quot;base64&quot;:&quot;…&quot;} becomes an attachment</source>
        <translation>以逗号分隔的 JSON 值；{&quot;base64&quot;:&quot;…&quot;} 会成为附件</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Namespace</source>
        <translation>命名空间</translation>
    </message>
    <message>
        <source>Name the event first.</source>
        <translation>请先填写事件名。</translation>
    </message>
    <message>
        <source>Line %1, column %2: no JSON from here on; arguments are JSON values with commas between them.</source>
        <translation>第 %1 行第 %2 列：从这里起不是 JSON；参数是以逗号分隔的 JSON 值。</translation>
    </message>
    <message>
        <source>%1 Without Templates it is sent as it stands.</source>
        <translation>%1 关闭“模板”即可原样发送。</translation>
    </message>
    <message>
        <source>With the templates replaced the arguments are no JSON any more.</source>
        <translation>替换模板后，参数不再是 JSON。</translation>
    </message>
    <message>
        <source>Emits %1</source>
        <translation>将发出 %1</translation>
    </message>
    <message>
        <source>Emits %1, attachments: %2</source>
        <translation>将发出 %1，附件数：%2</translation>
    </message>
    <message>
        <source>&amp;Attach…</source>
        <translation>附加(&amp;A)…</translation>
    </message>
    <message>
        <source>Inserts a binary argument: octets in hexadecimal or Base64, or a file</source>
        <translation>插入一个二进制参数：十六进制或 Base64 的字节，或一个文件</translation>
    </message>
</context>
<context>
    <name>Findings</name>
    <message>
        <source>What to do:</source>
        <translation>怎么办：</translation>
    </message>
    <message>
        <source>It rests on</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>See</source>
        <translation>参见</translation>
    </message>
</context>
<context>
    <name>Pushscope::FindingsHint</name>
    <message>
        <source>Show what the records together say is wrong (Ctrl+8); rows that are marked each by itself are not counted here</source>
        <translation>显示各条记录合在一起说明了什么问题（Ctrl+8）；各自被标记的行不计入此数</translation>
    </message>
    <message>
        <source>1 problem across records</source>
        <translation>1 个跨记录的问题</translation>
    </message>
    <message>
        <source>%1 problems across records</source>
        <translation>%1 个跨记录的问题</translation>
    </message>
</context>
<context>
    <name>Pushscope::FindingsPane</name>
    <message>
        <source>Problems</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Problems found</source>
        <translation>发现的问题</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>会话</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>次数</translation>
    </message>
    <message>
        <source>The problem in words</source>
        <translation>问题的说明</translation>
    </message>
    <message>
        <source>No problem shows across several records.</source>
        <translation>没有发现跨多条记录的问题。</translation>
    </message>
    <message>
        <source>Show &amp;only these</source>
        <translation>只显示这些(&amp;O)</translation>
    </message>
    <message>
        <source>Turns Only problems on (Ctrl+Shift+F)</source>
        <translation>打开“只看问题”（Ctrl+Shift+F）</translation>
    </message>
    <message>
        <source>1 record is marked by itself.</source>
        <translation>有 1 条记录自身被标记。</translation>
    </message>
    <message>
        <source>%1 records are marked, each by itself.</source>
        <translation>有 %1 条记录各自被标记。</translation>
    </message>
</context>
<context>
    <name>Pushscope::AttachmentDialog</name>
    <message>
        <source>Insert attachment</source>
        <translation>插入附件</translation>
    </message>
    <message>
        <source>&amp;Insert</source>
        <translation>插入(&amp;I)</translation>
    </message>
</context>
<context>
    <name>Pushscope::PayloadPartBox</name>
    <message>
        <source>Part of the payload</source>
        <translation>载荷的部分</translation>
    </message>
    <message>
        <source>arguments</source>
        <translation>参数</translation>
    </message>
</context>
<context>
    <name>Pushscope::SocketIoAction</name>
    <message>
        <source>acknowledge</source>
        <translation>确认</translation>
    </message>
    <message>
        <source>emit back</source>
        <translation>回发事件</translation>
    </message>
    <message>
        <source>emit to</source>
        <translation>发事件给</translation>
    </message>
    <message>
        <source>publish</source>
        <translation>发布</translation>
    </message>
    <message>
        <source>join room</source>
        <translation>加入房间</translation>
    </message>
    <message>
        <source>leave room</source>
        <translation>离开房间</translation>
    </message>
    <message>
        <source>disconnect</source>
        <translation>断开</translation>
    </message>
    <message>
        <source>emit</source>
        <translation>发出事件</translation>
    </message>
    <message>
        <source>arguments, JSON or text</source>
        <translation>参数，JSON 或文本</translation>
    </message>
    <message>
        <source>To whom</source>
        <translation>发给谁</translation>
    </message>
    <message>
        <source>all</source>
        <translation>所有人</translation>
    </message>
    <message>
        <source>the others</source>
        <translation>其他人</translation>
    </message>
    <message>
        <source>room, or all</source>
        <translation>房间，或所有人</translation>
    </message>
    <message>
        <source>event</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>event, or the same</source>
        <translation>事件，或同一个</translation>
    </message>
    <message>
        <source>arguments, or the same</source>
        <translation>参数，或同样的</translation>
    </message>
    <message>
        <source>channel</source>
        <translation>频道</translation>
    </message>
    <message>
        <source>message, or what came</source>
        <translation>消息，或收到的内容</translation>
    </message>
    <message>
        <source>room</source>
        <translation>房间</translation>
    </message>
</context>
<context>
    <name>Pushscope::SocketIoPage</name>
    <message>
        <source>Another name and Enter make another namespace</source>
        <translation>输入另一个名称并按 Enter 即新建命名空间</translation>
    </message>
    <message>
        <source>Remove this namespace</source>
        <translation>移除此命名空间</translation>
    </message>
    <message>
        <source>Na&amp;mespace</source>
        <translation>命名空间(&amp;M)</translation>
    </message>
    <message>
        <source>What each client is sent, one step after the other, from when it connects.</source>
        <translation>每个客户端连接后，按步骤依次收到的内容。</translation>
    </message>
    <message>
        <source>What happens when an event comes: the first rule that matches.</source>
        <translation>收到事件时执行什么：以第一条匹配的规则为准。</translation>
    </message>
    <message>
        <source>Add a &amp;step</source>
        <translation>添加步骤(&amp;S)</translation>
    </message>
    <message>
        <source>Add a &amp;rule</source>
        <translation>添加规则(&amp;R)</translation>
    </message>
</context>
<context>
    <name>Pushscope::SocketIoRow</name>
    <message>
        <source>after</source>
        <translation>之后</translation>
    </message>
    <message>
        <source>on</source>
        <translation>当</translation>
    </message>
    <message>
        <source> ms</source>
        <translation> 毫秒</translation>
    </message>
    <message>
        <source>After how many milliseconds</source>
        <translation>多少毫秒之后</translation>
    </message>
    <message>
        <source>event, or * for every one</source>
        <translation>事件，或 * 表示所有事件</translation>
    </message>
    <message>
        <source>Remove this step</source>
        <translation>移除此步骤</translation>
    </message>
    <message>
        <source>Remove this rule</source>
        <translation>移除此规则</translation>
    </message>
    <message>
        <source>Do not do this</source>
        <translation>不做此事</translation>
    </message>
    <message>
        <source>first argument: any</source>
        <translation>第一个参数：任意</translation>
    </message>
    <message>
        <source>Instead</source>
        <translation>改为</translation>
    </message>
    <message>
        <source>Also</source>
        <translation>还要</translation>
    </message>
    <message>
        <source>What else may happen then</source>
        <translation>届时还可以发生什么</translation>
    </message>
    <message>
        <source>What else it leads to</source>
        <translation>它还引起什么</translation>
    </message>
</context>
<context>
    <name>Pushscope::StockDialog</name>
    <message>
        <source>A second opinion</source>
        <translation>第二意见</translation>
    </message>
    <message>
        <source>Both outcomes</source>
        <translation>两方的结果</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>停止(&amp;S)</translation>
    </message>
    <message>
        <source>An ordinary library tries the same connection. What it tells its user is shown once it is over, after ten seconds at the latest.</source>
        <translation>正在用一个普通的库尝试同样的连接。它告诉用户的内容会在结束后显示，最迟十秒。</translation>
    </message>
    <message>
        <source>In order</source>
        <translation>按顺序</translation>
    </message>
    <message>
        <source>It has not ended yet.</source>
        <translation>它还没有结束。</translation>
    </message>
    <message>
        <source>What %1 told its user, on a connection of its own, beside what happened on the wire of this session&apos;s: two connections, not the same octets.</source>
        <translation>左边是 %1 在它自己的连接上告诉用户的内容，右边是此会话的连接上实际发生的事：这是两个连接，不是同样的字节。</translation>
    </message>
</context>
<context>
    <name>Pushscope::StockTrial</name>
    <message>
        <source>&amp;Try with the stock client</source>
        <translation>用标准客户端试一试(&amp;T)</translation>
    </message>
    <message>
        <source>Lays what an ordinary library tells beside what really happened</source>
        <translation>把普通的库所说的与真正发生的并列显示</translation>
    </message>
    <message>
        <source>Connect first: then an ordinary library can try the same, and both are laid side by side.</source>
        <translation>请先连接：然后可以让普通的库尝试同样的连接，并把两者并列显示。</translation>
    </message>
</context>
<context>
    <name>Pushscope::AccessOptionsPage</name>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>&amp;Keep cookies that servers set</source>
        <translation>保留服务器设置的 Cookie(&amp;K)</translation>
    </message>
    <message>
        <source>They are sent again in further rounds, after redirects and on reconnecting</source>
        <translation>在后续轮次、重定向之后以及重新连接时再次发送</translation>
    </message>
    <message>
        <source>Client certificate</source>
        <translation>客户端证书</translation>
    </message>
    <message>
        <source>Key of the client certificate</source>
        <translation>客户端证书的密钥</translation>
    </message>
    <message>
        <source>in the same file</source>
        <translation>在同一文件中</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>代理</translation>
    </message>
    <message>
        <source>none; http://… or socks5://…</source>
        <translation>无；http://… 或 socks5://…</translation>
    </message>
    <message>
        <source>User of the proxy</source>
        <translation>代理的用户</translation>
    </message>
    <message>
        <source>Password of the proxy</source>
        <translation>代理的密码</translation>
    </message>
    <message>
        <source>User, password and certificate go to the server of the address alone, never where it redirects to. Passwords are not remembered.</source>
        <translation>用户、密码和证书只发送给该地址的服务器，绝不发送到重定向的目标。密码不会被记住。</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>&amp;User</source>
        <translation>用户(&amp;U)</translation>
    </message>
    <message>
        <source>Pass&amp;word</source>
        <translation>密码(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Client certificate</source>
        <translation>客户端证书(&amp;C)</translation>
    </message>
    <message>
        <source>Choose a file of the client certificate</source>
        <translation>选择客户端证书的文件</translation>
    </message>
    <message>
        <source>Its ke&amp;y</source>
        <translation>其密钥(&amp;Y)</translation>
    </message>
    <message>
        <source>Choose a file of the client certificate&apos;s key</source>
        <translation>选择客户端证书密钥的文件</translation>
    </message>
    <message>
        <source>Pro&amp;xy</source>
        <translation>代理(&amp;X)</translation>
    </message>
    <message>
        <source>Us&amp;er of the proxy</source>
        <translation>代理的用户(&amp;E)</translation>
    </message>
    <message>
        <source>Its passwor&amp;d</source>
        <translation>代理的密码(&amp;D)</translation>
    </message>
    <message>
        <source>The field Authorization is set among the fields: that is sent, not user and password.</source>
        <translation>字段中设置了 Authorization：发送的是它，而不是用户和密码。</translation>
    </message>
    <message>
        <source>The field Authorization is set among the fields without a value: it is left out, and with it user and password.</source>
        <translation>字段中的 Authorization 没有值：它不会发送，用户名和密码也不会发送。</translation>
    </message>
</context>
<context>
    <name>Pushscope::LimitsDialog</name>
    <message>
        <source>Recording limits</source>
        <translation>录制限制</translation>
    </message>
    <message>
        <source>&amp;Stop recording at:</source>
        <translation>达到此大小时停止录制(&amp;S)：</translation>
    </message>
    <message>
        <source>Connections stay open; what passes from then on is not recorded.</source>
        <translation>连接保持打开；此后经过的内容不再录制。</translation>
    </message>
    <message>
        <source>&amp;Keep only the newest:</source>
        <translation>只保留最新的(&amp;K)：</translation>
    </message>
    <message>
        <source>The oldest records are deleted as new ones come, also those of a capture that is larger already. They cannot be brought back.</source>
        <translation>新记录到来时删除最旧的记录，已经更大的捕获也是如此。删除后无法恢复。</translation>
    </message>
    <message>
        <source>&amp;Apply</source>
        <translation>应用(&amp;A)</translation>
    </message>
    <message>
        <source>These hold for the capture of this window and for those that begin from now on.</source>
        <translation>这些限制适用于此窗口的捕获，以及此后开始的捕获。</translation>
    </message>
    <message>
        <source>Recording stops before there is as much as is to be kept: nothing is deleted.</source>
        <translation>在达到要保留的大小之前录制就会停止：不会删除任何内容。</translation>
    </message>
    <message>
        <source>What is older is deleted before the capture is so large: recording hardly ever stops.</source>
        <translation>捕获在达到停止大小之前，较旧的内容就已被删除：录制几乎不会停止。</translation>
    </message>
</context>
<context>
    <name>Pushscope::RecordingKeeper</name>
    <message>
        <source>Recording &amp;limits…</source>
        <translation>录制限制(&amp;L)…</translation>
    </message>
    <message>
        <source>The capture has reached %1, where it was to stop: nothing more is recorded. Connections stay open.</source>
        <translation>捕获已达到 %1 的上限，不再录制任何内容。连接保持打开。</translation>
    </message>
    <message>
        <source>&amp;Raise the limit…</source>
        <translation>提高上限(&amp;R)…</translation>
    </message>
    <message>
        <source>Go on &amp;unrecorded</source>
        <translation>不录制，继续运行(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Disconnect everything</source>
        <translation>全部断开(&amp;D)</translation>
    </message>
    <message>
        <source>The beginning of this capture was not kept, as was chosen: it starts at record %1.</source>
        <translation>按所选设置，此捕获的开头未保留：它从第 %1 条记录开始。</translation>
    </message>
</context>
<context>
    <name>Pushscope::FaultMenu</name>
    <message>
        <source>&amp;Reset the connection</source>
        <translation>重置连接(&amp;R)</translation>
    </message>
    <message>
        <source>End &amp;without a Close frame</source>
        <translation>不发 Close 帧就结束(&amp;W)</translation>
    </message>
    <message>
        <source>End without the &amp;last chunk</source>
        <translation>不发最后的分块就结束(&amp;L)</translation>
    </message>
    <message>
        <source>End in the &amp;middle of the next message</source>
        <translation>在下一条消息中途结束(&amp;M)</translation>
    </message>
    <message>
        <source>Answer 50&amp;3 with Retry-After</source>
        <translation>以 503 和 Retry-After 作答(&amp;3)</translation>
    </message>
    <message>
        <source>Answer 20&amp;4</source>
        <translation>以 204 作答(&amp;4)</translation>
    </message>
    <message>
        <source>Answer with an &amp;HTML error page</source>
        <translation>以 HTML 错误页作答(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Forget the session</source>
        <translation>忘记该会话(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Stall: send nothing any more</source>
        <translation>停住：不再发送任何内容(&amp;S)</translation>
    </message>
    <message>
        <source>Send everything a second l&amp;ate</source>
        <translation>一切都晚一秒发送(&amp;A)</translation>
    </message>
    <message>
        <source>Send 1 &amp;KiB a second</source>
        <translation>每秒发送 1 KiB(&amp;K)</translation>
    </message>
    <message>
        <source>Send an &amp;octet each 50 ms</source>
        <translation>每 50 毫秒发送一个字节(&amp;O)</translation>
    </message>
    <message>
        <source>Hold &amp;back until 4 KiB are there</source>
        <translation>攒够 4 KiB 再发送(&amp;B)</translation>
    </message>
    <message>
        <source>Answer &amp;no Ping</source>
        <translation>不回应 Ping(&amp;N)</translation>
    </message>
    <message>
        <source>Answer Pings with another &amp;payload</source>
        <translation>以别的载荷回应 Ping(&amp;P)</translation>
    </message>
    <message>
        <source>Send no &amp;heartbeat</source>
        <translation>不发送心跳(&amp;H)</translation>
    </message>
    <message>
        <source>Next message: maske&amp;d</source>
        <translation>下一条消息：加掩码(&amp;D)</translation>
    </message>
    <message>
        <source>Next message: RSV&amp;1 set</source>
        <translation>下一条消息：置 RSV1(&amp;1)</translation>
    </message>
    <message>
        <source>Next message: a reser&amp;ved opcode</source>
        <translation>下一条消息：保留的操作码(&amp;V)</translation>
    </message>
    <message>
        <source>Next message: invalid &amp;UTF-8</source>
        <translation>下一条消息：无效的 UTF-8(&amp;U)</translation>
    </message>
    <message>
        <source>Next message: announces 2⁶² o&amp;ctets</source>
        <translation>下一条消息：声称有 2⁶² 字节(&amp;C)</translation>
    </message>
    <message>
        <source>Next message: fragments without &amp;end</source>
        <translation>下一条消息：分片没有尽头(&amp;E)</translation>
    </message>
    <message>
        <source>Next message: a bad chunk si&amp;ze</source>
        <translation>下一条消息：错误的分块大小(&amp;Z)</translation>
    </message>
    <message>
        <source>Next event: ends the stream without its blank li&amp;ne</source>
        <translation>下一个事件：缺少空行，流就此结束(&amp;N)</translation>
    </message>
    <message>
        <source>Next event: lines end with &amp;CR</source>
        <translation>下一个事件：各行以 CR 结束(&amp;C)</translation>
    </message>
    <message>
        <source>Next event: beh&amp;ind a BOM</source>
        <translation>下一个事件：之前有 BOM(&amp;I)</translation>
    </message>
    <message>
        <source>Next event: NUL in its i&amp;d</source>
        <translation>下一个事件：id 中有 NUL(&amp;D)</translation>
    </message>
    <message>
        <source>Next event: id &amp;1 again</source>
        <translation>下一个事件：id 又是 1(&amp;1)</translation>
    </message>
    <message>
        <source>Next event: 4 MiB lon&amp;ger</source>
        <translation>下一个事件：多出 4 MiB(&amp;G)</translation>
    </message>
    <message>
        <source>Next up&amp;grade: refused</source>
        <translation>下一次升级：被拒绝(&amp;G)</translation>
    </message>
    <message>
        <source>Next binary event: announces an attachment too man&amp;y</source>
        <translation>下一个二进制事件：多声称一个附件(&amp;Y)</translation>
    </message>
    <message>
        <source>&amp;Fault now</source>
        <translation>立即制造故障(&amp;F)</translation>
    </message>
</context>
<context>
    <name>Pushscope::SizeBox</name>
    <message>
        <source>no limit</source>
        <translation>无限制</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>“%1” is no number: digits, and at most one decimal point.</source>
        <translation>“%1”不是数字：只能有数字和至多一个小数点。</translation>
    </message>
    <message>
        <source>%1 at the most.</source>
        <translation>最多 %1。</translation>
    </message>
    <message>
        <source>%1 at the least.</source>
        <translation>至少 %1。</translation>
    </message>
</context>
<context>
    <name>Pushscope::MockTlsBox</name>
    <message>
        <source>TLS of the mock server</source>
        <translation>模拟服务器的 TLS</translation>
    </message>
    <message>
        <source>Whether the mock server is reached by https and wss, and by which certificate; clients of this window trust the self-signed one</source>
        <translation>模拟服务器是否通过 https 和 wss 访问，以及使用哪份证书；本窗口的客户端信任自签名证书</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Self-signed</source>
        <translation>自签名证书</translation>
    </message>
    <message>
        <source>From files</source>
        <translation>来自文件</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>Certificate of the mock server</source>
        <translation>模拟服务器的证书</translation>
    </message>
    <message>
        <source>PEM file</source>
        <translation>PEM 文件</translation>
    </message>
    <message>
        <source>Key of the mock server&apos;s certificate</source>
        <translation>模拟服务器证书的密钥</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>证书</translation>
    </message>
    <message>
        <source>Choose the file of the certificate</source>
        <translation>选择证书文件</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>Choose the file of the key</source>
        <translation>选择密钥文件</translation>
    </message>
    <message>
        <source>Copy the cert&amp;ificate</source>
        <translation>复制证书(&amp;I)</translation>
    </message>
    <message>
        <source>Save the certifica&amp;te…</source>
        <translation>保存证书(&amp;T)…</translation>
    </message>
    <message>
        <source>Name the PEM file of the certificate to serve.</source>
        <translation>请指定要使用的证书的 PEM 文件。</translation>
    </message>
    <message>
        <source>Certificates (*.pem)</source>
        <translation>证书 (*.pem)</translation>
    </message>
    <message>
        <source>%1 could not be written: %2.</source>
        <translation>无法写入 %1：%2。</translation>
    </message>
    <message>
        <source>same file</source>
        <translation>同一文件</translation>
    </message>
</context>
</TS>
