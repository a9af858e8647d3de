"""The pages where an administrator says which programs are told what happens."""
