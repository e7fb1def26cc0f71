/** The door to this room: panels over MQTT and the embedded broker. */
export { type Broker, type BrokerProblem, type BrokerRefusal, startBroker } from './broker/index.ts';
export { createDc09Receiver } from './dc09-receiver/index.ts';
export { createPanels } from './mqtt-client/index.ts';
