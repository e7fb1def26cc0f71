/** `guardpost` 命令用语。 */
export const cli = {
  usage: `guardpost：门卫岗控制台

  guardpost start [--data 目录] [--config 文件] [--host 127.0.0.1] [--port N] [--demo] [--no-window]
                  [--tls-cert 文件 --tls-key 文件]
  guardpost user add --data 目录 --name 姓名 --role guard|operator|lead|installer --pin PIN
  guardpost cards import --data 目录 文件.csv
  guardpost export --data 目录 --format jsonl|csv [--since ISO时间] [--kind 类别]
  guardpost verify --data 目录 | 文件.jsonl
  guardpost backup --data 目录 --to 文件

除 start 外，其他命令在岗位运行时也可使用。
不给 --data 时用 GUARDPOST_DATA，否则用 {{folder}}。`,
  badUsage: '{{what}}',
  unknownCommand: '未知命令：{{name}}',
  unknownOption: '未知选项：{{name}}',
  missingOption: '缺少 {{name}}',
  badOption: '{{name}} 应为 {{allowed}}',
  tooMany: '多余的参数：{{name}}',
  start: {
    stopping: '正在停止……',
    stopTookTooLong: '停止超过 {{seconds}} 秒，已强制结束',
    windowElectron: '窗口：Electron（{{path}}）',
    windowChromium: '窗口：Chromium（{{path}}），因为没有 Electron：{{why}}',
    windowNone: '不开窗口：{{why}}；请在浏览器中打开 {{url}}',
    noElectron: '程序未安装，也无法下载',
    noChromium: '没有找到 Electron 或 Chromium',
    noDisplay: '本机没有显示器',
  },
  problem: {
    config: '配置 {{file}} 有问题；没有启动，也没有改动任何内容：',
    held: '另一个岗位正在使用 {{folder}}：{{holder}}。请先停止它，或用 --data 换一个目录',
    holder: '进程 {{pid}}，自 {{since}} 起，地址 {{address}}',
    newer: '{{folder}} 中的数据由更新版本的 Guardpost 写入，请使用该版本',
    notOurs: '{{folder}} 中的数据库不属于 Guardpost，请用 --data 换一个目录',
    corrupt: '{{folder}} 中的数据已损坏（{{detail}}）；请保持原样，并恢复备份',
    readOnly: '无法写入目录 {{folder}}（{{detail}}）；请授予当前用户写权限',
    diskFull: '{{folder}} 所在磁盘已满；请腾出空间后重新启动',
    notFound: '{{folder}} 中没有数据',
    ioError: '{{folder}} 所在磁盘报告错误（{{detail}}）',
    busy: '数据正忙：另一个程序写入时间过长，请重试',
    unknown: '无法写入数据（{{detail}}）',
    address: '无法监听 {{host}}:{{port}}（{{detail}}）；请用 --port 换一个端口',
    needsTls: '{{host}} 可被其他机器访问：需要 --tls-cert 和 --tls-key',
  },
  user: {
    added: '已添加用户 {{name}}（{{role}}）',
    exists: '用户 {{name}} 已存在',
    pin: '至少 6 位数字的 PIN，或至少 8 个字符的密码',
    name: '1 至 40 个字符',
  },
  cards: {
    imported: '已导入 {{holders}} 位持卡人的 {{cards}} 张卡',
    nothing: '未导入任何内容：共 {{lines}} 行，{{bad}} 行有误',
    header: '第 1 行：表头应为 {{header}}',
    unreadable: '无法读取 {{file}}：{{detail}}',
    line: '第 {{line}} 行：{{what}}',
    columns: '有 {{found}} 个字段，应为 {{wanted}} 个',
    quotes: '引号未闭合或位置不对',
    encoding: '不是 UTF-8 文本',
    formatUnknown: '未知格式；允许：{{allowed}}',
    facilityMissing: '缺少区号；允许：{{allowed}}',
    facilityNotUsed: '此格式没有区号',
    facilityOutOfRange: '区号超出范围；允许：{{allowed}}',
    numberMissing: '缺少卡号；允许：{{allowed}}',
    numberMalformed: '不是卡号；允许：{{allowed}}',
    numberOutOfRange: '卡号超出范围；允许：{{allowed}}',
    holder: '持卡人应为 1 至 80 个字符',
    department: '部门不得超过 80 个字符',
    validFrom: 'validFrom 不是日期；允许：2026-05-31 或 2026-05-31T08:00',
    validUntil: 'validUntil 不是日期；允许：2026-05-31 或 2026-05-31T08:00',
    validOrder: 'validUntil 早于 validFrom',
    status: '未知状态；允许：{{allowed}}',
    duplicate: '同一张卡已在第 {{first}} 行',
  },
  verify: {
    problem: {
      notFound: '文件不存在',
      notOurs: '不是 Guardpost 日志',
      newer: '由更新版本的 Guardpost 写入',
      damaged: '文件已损坏',
      malformed: '不是日志行',
      rowChanged: '该行写入后被改动',
      rowMissing: '之前有行缺失',
      rowOutOfOrder: '该行位置不对或重复',
      chainBroken: '该行与上一行不衔接',
      foreignRow: '该行来自其他日志',
      tailMissing: '末尾有行缺失',
      checkpointChanged: '检查点被改动',
      checkpointForeign: '检查点不属于本岗位',
      checkpointMissing: '检查点缺失',
      checkpointMismatch: '检查点之前的行被改写',
      keyBroken: '签名密钥未经上一密钥声明',
      personChanged: '个人资料被改动而没有日志行',
    },
    ok: '正常：{{rows}} 行，无缺失，无改动',
    okFrom: '正常：自第 {{first}} 行起共 {{rows}} 行；此前的内容不在此文件中',
    bad: '第 {{seq}} 行有问题：{{problem}}',
    badFile: '有问题：{{problem}}',
  },
  backup: { done: '备份已写入 {{file}}：{{rows}} 行，已校验', exists: '{{file}} 已存在；没有写入任何内容' },
};
