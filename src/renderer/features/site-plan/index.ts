/** Where alarms are. */
export { SitePlan } from './site-plan.tsx';
