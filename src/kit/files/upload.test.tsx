import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FileField } from './upload.tsx'

test('a field of files shows each once, those that are chosen first, and where to upload others', () => {
  const [plan, map] = [
    { sha256: 'a'.repeat(64), name: '方案.pdf' },
    { sha256: 'b'.repeat(64), name: '"map".png' },
  ]
  const html = String(
    <FileField
      language="en"
      name="files"
      label={{ zh: '附件', en: 'Attachments' }}
      fault={{ zh: '太多', en: 'Too many' }}
      chosen={[map]}
      recent={[plan, map]}
    />,
  )
  assert.deepEqual(
    [...html.matchAll(/<input type="checkbox" name="files" value="(\w)\w{63}"( checked="")?\/>/g)].map(
      ([, first, checked]) => [first, checked !== undefined],
    ),
    [
      ['b', true],
      ['a', false],
    ],
  )
  assert.match(html, /<fieldset class="field-wrong" aria-describedby="files-fault">/)
  assert.match(html, /&quot;map&quot;\.png/)
  assert.match(html, /href="\/en\/desk\/files"/)
})
