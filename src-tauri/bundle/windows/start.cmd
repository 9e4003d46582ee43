@"%~dp0shenbao.exe" serve
