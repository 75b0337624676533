/** As Word puts it on the clipboard, shortened; well-formed, so that a test without browser reads it too. */
export const wordSample = `<style>p.MsoNormal{margin:0cm}</style><!--StartFragment-->
<h1 style='margin-top:17.0pt'><span style='font-family:黑体'>秋冬季攻坚方案</span><span lang="EN-US"><o:p></o:p></span></h1>
<p class="MsoNormal" style='text-indent:21.0pt'><span style='font-family:宋体'>　　细颗粒物&#160;</span><b style='mso-bidi-font-weight:normal'><span lang="EN-US">PM<span style='font-size:8.0pt'>2.5</span></span></b><span style='font-family:宋体'>
下降</span><a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1" title=""><span class="MsoFootnoteReference"><span lang="EN-US">[1]</span></span></a><span>。</span></p>
<p class="MsoListParagraph" style='margin-left:18.0pt;mso-list:l0 level1 lfo1'><span lang="EN-US"><span style='mso-list:Ignore'>1.<span style='font:7.0pt "Times New Roman"'>&#160;&#160; </span></span></span><span>减少排放</span></p>
<p class="MsoListParagraph" style='mso-list:l0 level2 lfo1'><span><span style='mso-list:Ignore'>·<span>&#160;&#160; </span></span></span>工业</p>
<p class="MsoListParagraph" style='mso-list:l0 level2 lfo1'><span><span style='mso-list:Ignore'>·<span>&#160;&#160; </span></span></span>交通</p>
<p class="MsoListParagraph" style='mso-list:l0 level1 lfo1'><span><span style='mso-list:Ignore'>2.<span>&#160;&#160; </span></span></span>公开信息</p>
<p class="MsoNormal"><span lang="EN-US"><o:p>&#160;</o:p></span></p>
<table class="MsoTableGrid" border="1" style='border-collapse:collapse'><tr><td colspan="2" width="277" style='width:207.4pt'><p class="MsoNormal">指标<o:p></o:p></p></td></tr>
<tr><td width="138"><p class="MsoNormal"><span lang="EN-US">PM10</span></p></td><td><p class="MsoNormal"><span lang="EN-US">42</span></p></td></tr></table>
<p class="MsoNormal"><img width="400" src="file:///C:/Users/a/msohtmlclip1/01/clip_image001.png" /></p>
<div style='mso-element:footnote-list'><hr align="left" size="1" width="33%" /><div style='mso-element:footnote' id="ftn1"><p class="MsoFootnoteText"><a style='mso-footnote-id:ftn1' href="#_ftnref1" name="_ftn1" title=""><span class="MsoFootnoteReference"><span lang="EN-US">[1]</span></span></a> 与上年同期相比。</p></div></div><!--EndFragment-->`

/** As an article of a WeChat official account is copied from the browser. */
export const wechatSample = `<section style="visibility: visible; margin: 0px; padding: 0px;" data-tools="editor"><section style="display: inline-block; border-left: 5px solid rgb(0, 128, 0);"><p style="text-align: center;"><strong style="color: rgb(0,128,0);">今天空气质量</strong></p></section>
<section><section><p style="text-indent: 2em; line-height: 2em;"><span style="font-size: 15px;">　　全市空气质量为<span style="font-weight: bold; color: red;">优</span>，\u200b适合户外活动。</span><br /><br /><span>第二行另起一段。</span></p></section></section>
<section style="text-align:center"><img data-src="https://mmbiz.qpic.cn/x/0?wx_fmt=png" /><svg><text>装饰</text></svg><img src="data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP" /></section>
<p style="display: none;"><mp-style-type data-value="3"></mp-style-type>看不见</p><p><br /></p>
<p><a href="https://mp.weixin.qq.com/s/abc" style="text-decoration: underline;">阅读原文</a></p></section>`
