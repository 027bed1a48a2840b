"""The app: screens know widgets and the session, widgets know values and messages, nobody knows the app."""
