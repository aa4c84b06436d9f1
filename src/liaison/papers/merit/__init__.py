"""Papers of honours and plaques: letters of appointment, certificates, and what is posted before."""
