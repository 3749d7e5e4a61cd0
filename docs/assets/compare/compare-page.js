var Guide = Guide || {};
