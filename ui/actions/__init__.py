"""What can be done, as data, and the front that pages talk to."""
