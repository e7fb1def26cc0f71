import { describe, expect, test } from 'vitest';
import { applyTemplate, parseTemplate } from '../../../../../src/main/devices/panels/home-assistant/template.ts';

describe('a value template', () => {
  test.each([
    [null, ' ON ', 'ON'],
    ['{{ value }}', 'ON', 'ON'],
    ['{{ value_json.state }}', '{"state":"ON"}', 'ON'],
    ['{{value_json.a.b}}', '{"a":{"b":7}}', '7'],
    ["{{ value_json['a b'] }}", '{"a b":true}', 'True'],
    ['{{ value_json["a"].b[1] }}', '{"a":{"b":["x","y"]}}', 'y'],
    ['{{- value_json.x -}}', '{"x":false}', 'False'],
    ['{{ value_json.x }}', '{"y":1}', null],
    ['{{ value_json.x }}', 'not json', null],
    ['{{ value_json.constructor }}', '{}', null],
  ])('%s makes of %s: %s', (text, payload, expected) => {
    const template = parseTemplate(text);
    expect(template === null ? 'unsupported' : applyTemplate(template, payload)).toBe(expected);
  });

  test.each(['{{ value | upper }}', '{% if value %}ON{% endif %}', 'ON', '{{ value.x }}', '{{ states("a") }}'])('%s is told as not supported', (text) => {
    expect(parseTemplate(text)).toBeNull();
  });
});
