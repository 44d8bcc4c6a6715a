print complex(0, -0.0), complex(1, -0.0), -(2j)
