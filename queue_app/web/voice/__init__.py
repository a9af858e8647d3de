"""The door for what citizens have to say: complaints, questions, ideas and thanks."""
