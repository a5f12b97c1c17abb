//! Subscriptions of offices' own systems to what happens.

mod request;
mod view;

pub use request::{
    Replay, ReplayRequest, Subscribing, SubscriptionChangeRequest, SubscriptionRequest, SubscriptionStateName,
};
pub use view::{
    AttemptView, Deliveries, DeliveryView, DisabledView, Replayed, SubscriptionSecret, SubscriptionView,
    Subscriptions, TestSent,
};
