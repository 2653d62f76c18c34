"""Import existing data: a list becomes a plan, the plan is carried out as one act, and the act can be undone."""
