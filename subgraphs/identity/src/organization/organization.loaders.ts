import { entityLoader } from '@kith/kernel';
import { Organization } from './organization.entity.js';

export const organizationById = entityLoader(Organization);
