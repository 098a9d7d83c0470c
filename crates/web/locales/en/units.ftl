# The units.
units-title = Units
units-lead = The bodies of this campaign and the problems that are with them. They stand in the order of their tree: a unit is compared with its own past, never with its neighbours.
units-none = No unit has been entered yet.
stage-times = × { $n }
unit-class = Class
unit-parent = Belongs to
unit-below = Below it
unit-asked = What the charter asks of it
unit-problems = Its problems
unit-no-problems = No problem is with this unit.
