import { claimGradients } from './gradient-claims.js';

claimGradients('cpu');
