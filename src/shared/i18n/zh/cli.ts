/** `guardpost` 命令用语。 */
export const cli = {
  usage: `guardpost：门卫岗控制台

  guardpost start [--data 目录] [--config 文件] [--host 127.0.0.1] [--port N] [--demo] [--no-window]
                  [--tls-cert 文件 --tls-key 文件]
  guardpost user add --data 目录 --name 姓名 --role guard|operator|lead|installer --pin PIN
  guardpost cards import --data 目录 文件.csv
  guardpost export --data 目录 --format jsonl|csv [--since ISO时间] [--kind 类别]
  guardpost verify --data 目录 | 文件.jsonl [--partial] | 备份文件
  guardpost backup --data 目录 --to 文件
  guardpost panel code 报警主机 [--data 目录] [--remove]        （询问报警主机的用户密码）
  guardpost panel key 报警主机 账号 [--data 目录] [--remove]   （询问拨号器的 AES 密钥）
  guardpost simulate panel --dialect 方言 --url mqtt://主机 …   （guardpost simulate panel --help）
  guardpost osdp key set | install | discover | trace | replay | address | send-file …   （guardpost osdp --help）

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
    internal: '内部错误，请报告：{{detail}}',
    tls: 'TLS 证书或密钥无法使用（{{detail}}）',
    keyMissing: '{{folder}} 中的数据需要其密钥（{{detail}}）：请恢复对应的 keys 目录',
    needsTls: '{{host}} 可被其他机器访问：需要 --tls-cert 和 --tls-key',
  },
  user: {
    added: '已添加用户 {{name}}（{{role}}）',
    exists: '用户 {{name}} 已存在',
    pin: '至少 6 位数字的 PIN，或至少 8 个字符的密码',
    reserved: '日志中 {{name}} 指岗位或设备，请换一个名字',
    name: '1 至 40 个字符，不含控制字符',
  },
  cards: {
    imported: '已导入 {{holders}} 位持卡人的 {{cards}} 张卡',
    nothing: '未导入任何内容：共 {{lines}} 行，{{bad}} 行有误',
    noCards: '未导入任何内容',
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
    okFile: '正常：第 {{first}} 至 {{last}} 行，中间无缺失，无改动；此前和此后的内容不在此文件中',
    okPartial: '正常：{{rows}} 行均与写入时一致；未包含在此文件中的行无从判断',
    empty: '有问题：此文件中没有任何行',
    filtered: '只导出部分类别（--kind）时会缺行：请加 --partial 校验，只检查每一行本身，不检查行间是否缺失。',
    bad: '第 {{seq}} 行有问题：{{problem}}',
    badFile: '有问题：{{problem}}',
  },
  export: { notLogged: '本次导出未记入日志：{{why}}' },
  backup: {
    done: '备份已写入 {{file}}：{{rows}} 行，已校验',
    keys: '备份不含 {{folder}} 中的密钥：请把该目录另存于其他安全之处。用备份启动时两者都需要。',
    exists: '{{file}} 已存在；没有写入任何内容',
    noFolder: '目录 {{folder}} 不存在',
  },
  panel: {
    needsId: '缺少配置中报警主机的编号',
    needsAccount: '缺少账号：填拨号器发送的账号，或用 * 表示所有没有单独密钥的账号',
    ask: { code: '报警主机 {{panel}} 的用户密码：', receiverKey: '报警主机 {{panel}} 账号 {{account}} 的 AES 密钥（十六进制）：' },
    unfit: { code: '密码为 1 到 32 个字符', receiverKey: '密钥为 32、48 或 64 位十六进制数字' },
    stored: { code: '已保存报警主机 {{panel}} 的密码', receiverKey: '已保存报警主机 {{panel}} 账号 {{account}} 的密钥' },
    removed: { code: '已删除报警主机 {{panel}} 的密码', receiverKey: '已删除报警主机 {{panel}} 账号 {{account}} 的密钥' },
    unknown: '注意：{{file}} 中没有报警主机 {{panel}}',
  },
  simulate: {
    usage: `guardpost simulate panel：在消息服务器上模拟一台报警主机，用来试用岗位或映射

  guardpost simulate panel --dialect 方言 --url mqtt://主机[:端口] [--base 主题前缀] [--speed N] [--once]
                           [--username 用户 --password-stdin]

  --dialect   {{dialects}}
  --base      主题前缀（与默认不同时）
  --speed     情节的快慢，2 表示快一倍
  --once      情节结束即退出；不给时主机保持在线并应答命令，直到被停止

密码从标准输入读取，或取自 GUARDPOST_MQTT_PASSWORD。`,
    dialect: '以下之一：{{dialects}}',
    url: 'mqtt://localhost:1883 这样的地址',
    speed: '0.01 到 1000 之间的数',
    base: '主题前缀，不含 + 和 #',
    plays: '模拟 {{dialect}} 报警主机，主题 {{base}}，服务器 {{url}}',
    staying: '情节已结束；继续应答命令，直到停止（Ctrl+C）',
    reportsOnly: '情节已结束；该主机不接受命令；按 Ctrl+C 停止',
    command: '{{topic}} 上的命令：{{answers}} 个应答',
    notConnected: '无法连接消息服务器 {{url}}：{{detail}}',
    lost: '与消息服务器 {{url}} 的连接中断：{{detail}}',
  },
  osdp: {
    usage: `guardpost osdp：可双向通信读卡器（OSDP）的工具

  guardpost osdp key set --data 目录 --reader 读卡器 --hex 32位十六进制 | --stdin
      保存读卡器已有的密钥；用 --stdin 时不会留在命令历史中
  guardpost osdp install --data 目录 --reader 读卡器 [--seconds 60]
      打开安装窗口：读卡器须仍为默认密钥，随后获得自己的密钥
  guardpost osdp discover --path 端口 [--baud 9600,115200] [--addresses 0-7] [--data 目录]
      在线路上查找读卡器；加 --data 则通过占用该端口的岗位
  guardpost osdp trace --data 目录 --bus 总线 | --path 端口 [--baud 9600] [--out 文件.osdpcap] [--seconds N]
      显示线路上的通信；用 --path 时只听不发
  guardpost osdp replay 文件.osdpcap [--key 32位十六进制] [--json] [--unmasked]
      读取记录并检查每一帧；有密钥时也检查加密内容
  guardpost osdp address --data 目录 --reader 读卡器 --address N --baud N
      更改读卡器的地址和速率
  guardpost osdp send-file --data 目录 --reader 读卡器 --type N 文件
      把文件传给读卡器

key set 在岗位运行或停止时均可使用；install、address、send-file 和 trace --bus 需要岗位正在运行。`,
    problem: {
      noPost: '无法联系使用 {{folder}} 的岗位：请先启动，或以同一用户运行此命令',
      lost: '岗位在回答之前已离开',
      noSuchReader: '岗位没有此名称的读卡器或总线',
      notOsdp: '此读卡器只发送，无法与其通信',
      offline: '读卡器离线',
      noReply: '读卡器没有应答',
      refused: '读卡器拒绝',
      busy: '线路正被另一工具使用',
      cancelled: '已取消',
      windowClosed: '读卡器就绪之前安装窗口已关闭',
      wrongKey: '读卡器的密钥既非默认密钥也非我方密钥：请按其说明书复位',
      noSecurity: '此读卡器不支持加密',
      keyNotStored: '新密钥无法保存，因此未发给读卡器',
      portNotOpened: '无法打开端口；若岗位正在使用，请加 --data 目录',
      badFile: '此文件无法使用',
      unknownPanel: '岗位没有该名称的报警主机',
      noReceiver: '配置中此报警主机没有自己的拨号接收机',
      secretNotKept: '无法保存',
      addressTaken: '此总线上另一台读卡器已使用该地址',
      speedShared: '线路上还有其他读卡器，它们不会随之改变速率：请保持速率不变',
      badRequest: '岗位不理解此命令；两者版本是否相同？',
      unknownCall: '岗位不认识此命令；两者版本是否相同？',
      storeFailed: '无法写入日志，因此没有执行',
      internal: '岗位内部错误，请报告',
      stopping: '岗位正在停止',
    },
    key: {
      reader: '配置中读卡器的 id',
      notAKey: '密钥为 32 位十六进制数字',
      defaultKey: '这是人人皆知的默认密钥，毫无保护作用。请使用 guardpost osdp install',
      stored: '读卡器 {{reader}} 的密钥已保存',
      unknownReader: '注意：{{file}} 中没有 OSDP 读卡器 {{reader}}',
    },
    install: {
      windowOpen: '安装窗口打开 {{seconds}} 秒',
      defaultHandshake: '读卡器以默认密钥应答',
      keyStored: '新密钥已生成并保存',
      keySent: '新密钥已发送给读卡器',
      newHandshake: '读卡器以新密钥通信',
      done: '读卡器 {{reader}} 已加密',
    },
    discover: {
      progress: '已试 {{done}} / {{total}}；当前 {{baud}} bit/s',
      found: '地址 {{address}}，{{baud}} bit/s：{{who}}；{{key}}',
      identity: '厂商 {{vendor}}，型号 {{model}} 版本 {{version}}，序列号 {{serial}}，固件 {{firmware}}',
      unnamed: '未说明自身信息',
      defaultKey: '仍为默认密钥：请安装密钥',
      ownKey: '已有自己的密钥',
      insecure: '不支持加密',
      unknownKey: '密钥情况未知',
      none: '没有读卡器应答',
    },
    trace: {
      warning: '注意：{{file}} 将原样记录线路内容。未加密读卡器的卡号和 PIN 可从中读出：请妥善保管，用后删除。',
      notWritten: '无法写入 {{file}}：{{detail}}',
      written: '{{file}}：写入 {{frames}} 帧，略去 {{leftOut}} 帧',
      listening: '正在监听 {{path}}，{{baud}} bit/s；不发送任何内容',
      down: '{{path}} 不可用：{{detail}}',
      badChecks: '校验错误的帧：{{badChecks}}；请检查速率、接线和线路',
    },
    verdict: {
      repeated: '重复',
      wrongKey: '密钥不符',
      unknownKey: '未检查',
      badMac: 'MAC 错误',
    },
    replay: {
      unreadable: '无法读取 {{file}}：{{detail}}',
      badLine: '第 {{line}} 行：不是有效帧（{{problem}}）',
      summary: '{{frames}} 帧；{{unreadable}} 行无法读取，{{badMacs}} 个 MAC 错误，{{wrongKeys}} 个密钥不符，{{repeated}} 个重复，{{closed}} 个未检查',
      noKey: '{{closed}} 个加密帧无法检查：需要密钥（--key），并且录制须从会话开始处开始',
    },
    address: {
      done: '读卡器 {{reader}} 现为地址 {{address}}，{{baud}} bit/s',
      config: '请同时写入配置：岗位下次启动时按配置访问。',
    },
    sendFile: {
      progress: '{{percent}} %',
      done: '读卡器 {{reader}} 已收到文件',
      size: '{{file}} 应为 1 至 {{most}} 字节',
      unreadable: '无法读取 {{file}}：{{detail}}',
    },
  },
};
