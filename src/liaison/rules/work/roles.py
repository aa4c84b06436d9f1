"""What a unit does at an activity or a project beside hosting, leading or being there: the word stored with each link."""

JOINT, ORGANISING, HELPING = "联合主办", "承办", "协办"
GUIDING, SUPPORTING = "指导", "支持"
PARTNER = "参与"

TAKING_PART = (JOINT, ORGANISING, HELPING)
"""The roles in which a unit takes part in an activity, the weightiest first; who guides or supports it does not take part."""
ROLES = (*TAKING_PART, GUIDING, SUPPORTING)
"""Every role at an activity, in the order in which they are told."""

OTHERS, GUIDES = "其他", "指导单位"
"""Of what kind a body is that is entered because a sheet names it: as what guides, or in any other role."""
