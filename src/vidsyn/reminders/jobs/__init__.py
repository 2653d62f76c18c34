"""The clock's work: reminders each day, the digest each week. Both may be run again without telling anybody twice."""
