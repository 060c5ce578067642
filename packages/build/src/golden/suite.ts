export { type ComponentCheck, type ComponentFile, componentSuite } from '@rheobase/core/golden';
