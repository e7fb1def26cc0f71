/**
 * The topics and payloads of the demo's panels, as real bridges publish them: a Paradox panel announced by discovery,
 * and two simple panels for the mapping dialect. Data only.
 */
export interface Publication {
  readonly topic: string;
  readonly payload: string;
  readonly retain: boolean;
}

const serial = 'a1b2c3d4';
const availabilityTopic = 'paradox/interface/availability';
const device = { manufacturer: 'Paradox', model: 'EVO192', identifiers: [`Paradox_EVO192_${serial}`], name: 'EVO192', sw_version: '7.50 build 1' };

export type MainSensor = keyof typeof mainSensors;

/** Zone or trouble bits of the main panel: name, topic and device class as announced. */
const mainSensors = {
  frontDoor: { name: 'Front door', topic: 'paradox/states/zones/Front_door/open', deviceClass: 'door' },
  smokeCanteen: { name: 'Smoke, canteen', topic: 'paradox/states/zones/Smoke_canteen/fire', deviceClass: 'smoke' },
  tamperOffice: { name: 'Motion sensor, office', topic: 'paradox/states/zones/PIR_office/tamper', deviceClass: 'tamper' },
  waterCellar: { name: 'Water sensor, cellar', topic: 'paradox/states/zones/Water_cellar/alarm', deviceClass: 'moisture' },
  mains: { name: 'Mains supply', topic: 'paradox/states/system/troubles/ac_trouble', deviceClass: 'problem' },
} as const;

const partitionTopic = 'paradox/states/partitions/Partition_1/current_state';
export type PartitionState = 'disarmed' | 'armed_home' | 'armed_night' | 'armed_away' | 'arming' | 'triggered';

export const mainPanel = {
  sensor: (sensor: MainSensor, on: boolean): Publication => ({ topic: mainSensors[sensor].topic, payload: on ? 'True' : 'False', retain: true }),
  partition: (state: PartitionState): Publication => ({ topic: partitionTopic, payload: state, retain: true }),
  /** What the bridge says of itself when it starts. */
  announcements: (): readonly Publication[] => [
    partitionConfig(),
    ...(Object.keys(mainSensors) as MainSensor[]).map(sensorConfig),
    mainPanel.partition('disarmed'),
  ],
  availability: { topic: availabilityTopic, online: 'online', offline: 'offline' },
  heartbeat: null,
  commands: {
    filters: ['paradox/control/partitions/+'],
    answer(_topic: string, payload: Uint8Array): readonly Publication[] {
      const state = partitionWords.get(Buffer.from(payload).toString());
      return state === undefined ? [] : [mainPanel.partition(state)];
    },
  },
} as const;

/** What the bridge is told, and the state that follows. */
const partitionWords: ReadonlyMap<string, PartitionState> = new Map([
  ['arm', 'armed_away'],
  ['arm_stay', 'armed_home'],
  ['arm_sleep', 'armed_night'],
  ['disarm', 'disarmed'],
]);

function partitionConfig(): Publication {
  const payload = {
    name: 'Main building',
    unique_id: `paradox_${serial}_partition_partition_1`,
    command_topic: 'paradox/control/partitions/Partition_1',
    state_topic: partitionTopic,
    availability_topic: availabilityTopic,
    device,
    payload_disarm: 'disarm',
    payload_arm_home: 'arm_stay',
    payload_arm_away: 'arm',
    payload_arm_night: 'arm_sleep',
    code_arm_required: false,
  };
  return { topic: `homeassistant/alarm_control_panel/${serial}/partition_partition_1/config`, payload: JSON.stringify(payload), retain: true };
}

function sensorConfig(sensor: MainSensor): Publication {
  const { name, topic, deviceClass } = mainSensors[sensor];
  const payload = {
    name,
    unique_id: `paradox_${serial}_${sensor}`,
    stat_t: topic,
    avty_t: availabilityTopic,
    dev: device,
    dev_cla: deviceClass,
    pl_on: 'True',
    pl_off: 'False',
  };
  return { topic: `homeassistant/binary_sensor/${serial}/${sensor}/config`, payload: JSON.stringify(payload), retain: true };
}

export type YardWord = 'open' | 'closed' | 'tamper';

export const yardPanel = {
  zone: (zone: string, word: YardWord): Publication => ({ topic: `yard/${zone}/state`, payload: word, retain: true }),
  announcements: (): readonly Publication[] => ['fence-north', 'fence-east', 'gate'].map((zone) => yardPanel.zone(zone, 'closed')),
  availability: { topic: 'yard/status', online: 'online', offline: 'offline' },
  heartbeat: { topic: 'yard/panel/state', payload: 'alive', retain: false },
  commands: null,
};

export type StoreWord = 'fire' | 'water' | 'low' | 'normal';

export const storePanel = {
  sensor: (sensor: string, state: StoreWord): Publication => ({
    topic: `store/${sensor}/alarm`,
    payload: JSON.stringify({ state, battery: 78 }),
    retain: true,
  }),
  announcements: (): readonly Publication[] => ['hall-1', 'hall-2', 'cold-room'].map((sensor) => storePanel.sensor(sensor, 'normal')),
  availability: { topic: 'store/status', online: 'online', offline: 'offline' },
  heartbeat: { topic: 'store/panel/alarm', payload: JSON.stringify({ state: 'alive' }), retain: false },
  commands: null,
};

/** What the simulated panels of the demo are, by panel id. */
export const demoPanelTopics = { main: mainPanel, yard: yardPanel, store: storePanel } as const;
export type DemoPanelId = keyof typeof demoPanelTopics;
