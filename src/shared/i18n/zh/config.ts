/** 配置文件问题用语；键名即 main/config 的问题代码。 */
export const config = {
  at: '第 {{line}} 行：{{key}}：{{what}}',
  atLine: '第 {{line}} 行：{{what}}',
  atKey: '{{key}}：{{what}}',
  allowed: '{{what}}；允许的值：{{allowed}}',
  problem: {
    notFound: '文件不存在',
    unreadable: '无法读取文件',
    notWritten: '无法写入文件，原文件未改动',
    yamlSyntax: '不是有效的 YAML',
    unknownKey: '未知的键',
    missing: '缺失',
    wrongType: '值的类型不对',
    notAllowed: '值不在允许范围内',
    outOfRange: '超出范围',
    duplicateId: '重复使用',
    duplicatePath: '端口已被另一台读卡器占用',
  },
};
