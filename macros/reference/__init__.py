"""Everything derived from the model and the checks: fields, rule docs, JSON Schemas, examples."""
