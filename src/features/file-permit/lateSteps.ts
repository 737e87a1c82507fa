/** The last screens of a filing, loaded as one while the first are filled in. */
export { default as confirm } from './FilingStepConfirm.vue'
export { default as review } from './FilingStepReview.vue'
export { default as sign } from './FilingStepSign.vue'
