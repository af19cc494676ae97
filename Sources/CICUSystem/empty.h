// Link flags only: ICU's headers must not reach Swift (they clash with Foundation's bundled ICU).
