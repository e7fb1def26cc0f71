import { connectAsync } from '/work/main/node_modules/mqtt/build/index.js';
import { prepareMosquitto } from '/work/main/tests/integration/panels/mosquitto.ts';
import { createPanels } from '/work/main/src/main/devices/panels/index.ts';
const clock={utcMs:()=>Date.now(),monoMs:()=>performance.now()};
const N=30000;
const yard={id:'yard',name:'Y',dialect:'mapping',topic:'yard/+/state',jsonPath:null,words:{open:{condition:'intrusion',priority:2,category:'intrusion',latched:true},closed:'clear'},availabilityTopic:null,heartbeatSeconds:null,simulated:false} as const;
const inflight=process.argv[2]??'100';
const b=await prepareMosquitto([`max_inflight_messages ${inflight}`,"autosave_on_changes false","autosave_interval 1800"]); await b.start();
const pub=await connectAsync(b.url,{username:'post',password:b.password,protocolVersion:4});
async function flood(){ for(let i=0;i<N;i+=500) await Promise.all(Array.from({length:500},(_,k)=>pub.publishAsync(`yard/z${(i+k)%200}/state`, (i+k)%2?'open':'closed',{qos:1})));}
for(let r=0;r<3;r++){
 { // ours: queue offline then drain
  const p0=createPanels({panels:[yard],mqtt:{url:b.url,username:'post',password:b.password,clientId:'o',caFile:null},clock});
  await new Promise<void>(res=>p0.start({messages:async()=>{},health:h=>{if(h.id==='broker'&&h.state==='online')setTimeout(res,300)},gap(){}})); await p0.stop();
  await flood();
  let n=0,batches=0; const p=createPanels({panels:[yard],mqtt:{url:b.url,username:'post',password:b.password,clientId:'o',caFile:null},clock});
  let t0=0; await new Promise<void>(res=>p.start({messages:async(m)=>{if(!t0)t0=performance.now();n+=m.length;batches++;await new Promise(r=>setTimeout(r,1)); if(n>=N)res();},health(){},gap(){}}));
  const dt=performance.now()-t0; console.log('ours',Math.round(n/dt*1000),'/s batches',batches); await new Promise(r=>setTimeout(r,200)); await p.stop();
 }
 { const s0=await connectAsync(b.url,{username:'post',password:b.password,clientId:'bare',clean:false,protocolVersion:4}); await s0.subscribeAsync('yard/+/state',{qos:1}); await s0.endAsync();
  await flood(); let n=0,t0=0; const s=await import('/work/main/node_modules/mqtt/build/index.js').then(m=>m.connect(b.url,{username:'post',password:b.password,clientId:'bare',clean:false,protocolVersion:4}));
  await new Promise<void>(res=>s.on('message',()=>{if(!t0)t0=performance.now(); if(++n>=N)res();})); const dt=performance.now()-t0; console.log('bare',Math.round(n/dt*1000)); await new Promise(r=>setTimeout(r,200)); await s.endAsync(); }
}
await pub.endAsync(); await b.remove();
