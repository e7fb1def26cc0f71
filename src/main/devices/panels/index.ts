/** The door to this room: panels over MQTT and the embedded broker. */
export { type Broker, type BrokerProblem, type BrokerRefusal, type StartBrokerOptions, startBroker } from './broker/index.ts';
export { type CreatePanelsOptions, createPanels } from './mqtt-client/index.ts';
