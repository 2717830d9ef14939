"""The page of the settings of an event."""

from indico.core.plugins import WPJinjaMixinPlugin
from indico.modules.events.management.views import WPEventManagement


class WPManageChat(WPJinjaMixinPlugin, WPEventManagement):
    """Settings within the management of an event."""
