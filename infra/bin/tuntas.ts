import { tuntas } from '../lib/app';

tuntas().app.synth();
