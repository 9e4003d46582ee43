# 申报匣的日常命令。直接运行 make 可以看到它们。
#
# Each goal sets up what it needs by itself and says what it installs and why. The same lines work as
# root and with sudo, in a fresh clone on a bare Debian 12 with Rust, Node with npm, make and a C
# compiler. Nothing is skipped: what is missing is installed, or the goal fails and says so.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

# One folder for all that is built, wherever the user's own settings point.
export CARGO_TARGET_DIR := $(CURDIR)/target
TAURI := ui/node_modules/.bin/tauri

DENY_VERSION := 0.20.2
FUZZ_VERSION := 0.13.2
ZIG := target/tools/zig
ARM := target/tools/aarch64
WINE := target/tools/wine32
FUZZ := target/tools/cargo-fuzz-$(FUZZ_VERSION)/bin/cargo-fuzz
DENY := target/tools/cargo-deny-$(DENY_VERSION)/bin/cargo-deny

NPM_READY := ui/node_modules/.package-lock.json
UI_READY := ui/dist/index.html
UI_SOURCES := $(shell find ui/src -type f) assets/icons/icon.svg $(addprefix ui/,index.html package.json tsconfig.json vite.config.ts)

# What `make bundle` makes: `make bundle TARGETS=windows-x86_64` makes one of them.
# Two more are begun and were never made to the end: linux-aarch64-window, windows7-x86_64.
TARGETS ?= linux-x86_64 linux-x86_64-static linux-aarch64 windows-x86_64
STATIC := $(if $(filter linux-x86_64-static,$(TARGETS)),x86_64) $(if $(filter linux-aarch64,$(TARGETS)),aarch64)

# What `make run` writes where there is no display; it is made anew each time.
SAMPLE := 导出/示例

.PHONY: help run test check bless bundle soak soak-targets bench fuzz fonts setup-build setup-window setup-windows setup-windows7 setup-static setup-arm setup-wine32 setup-media setup-test rust node

help:
	@echo '申报匣：在本机离线准备申报材料'
	@echo
	@echo '  make run      打开窗口；没有显示器时，导出江苏 2020 的示例案例'
	@echo '  make test     运行全部测试'
	@echo '  make check    格式、静态检查、许可证、生成文件'
	@echo '  make bless    把测试的期望结果改写成现在的结果（改写后请用 git diff 逐行看）'
	@echo '  make bundle   制作安装包：Linux 的 deb、rpm 和免安装压缩包、不依赖系统的一个文件（x86-64、ARM64），Windows 的安装程序和免安装压缩包'
	@echo '  make soak     在随便哪一步杀掉程序三千次，看下一次打开时是否完好（几个小时）'
	@echo '  make soak-targets  在 wine、qemu 里试 make bundle 做好的其他系统的程序'
	@echo '  make bench    测量速度'
	@echo '  make fuzz     用变坏的照片和视频来试读取的部分，共一小时'
	@echo '  make fonts    重新制作内置字体'
	@echo
	@echo '缺少的 Debian 软件包和 npm 包会自动安装，并说明装了什么、为什么装。'
	@echo '只做准备：make setup-build、make setup-window、make setup-test'

# ── What is needed ───────────────────────────────────────────────────────────────────────────────

# $(call debian,why,packages): installs those Debian packages that are missing.
define debian
missing=''; \
if ! command -v dpkg-query >/dev/null; then \
  echo '提示：本系统没有 dpkg。$(1)需要与这些 Debian 软件包相当的软件：$(2)'; \
else \
  for package in $(2); do \
    dpkg-query -W -f='$${db:Status-Status}\n' "$$package" 2>/dev/null | grep -qx installed || missing+=" $$package"; \
  done; \
fi; \
if [ -n "$$missing" ]; then \
  echo "$(1)需要以下 Debian 软件包，现在安装：$$missing"; \
  root=''; \
  if [ "$$(id -u)" -ne 0 ]; then \
    command -v sudo >/dev/null || { echo "当前用户不是管理员，也没有 sudo。请管理员运行：apt-get install$$missing"; exit 1; }; \
    root=sudo; \
  fi; \
  $$root apt-get -qq update; \
  $$root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends $$missing >/dev/null; \
fi
endef

rust:
	@command -v cargo >/dev/null || { echo '没有找到 Rust（cargo）。请先安装 Rust，安装方法见 rust-lang.org，然后再运行一次。'; exit 1; }
	@needed=$$(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml); \
	found=$$(rustc --version | cut -d' ' -f2); \
	[ "$$(printf '%s\n' "$$needed" "$$found" | sort -V | head -1)" = "$$needed" ] || \
	  { echo "Rust 的版本是 $$found，至少要 $$needed。请先更新（rustup update），然后再运行一次。"; exit 1; }

node:
	@command -v node >/dev/null && command -v npm >/dev/null || \
	  { echo '没有找到 Node.js 或 npm。请先安装 Node.js 20.19 或更新版本（含 npm），然后再运行一次。'; exit 1; }
	@node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 22 || (a === 22 && b >= 12) || (a === 20 && b >= 19) ? 0 : 1)' || \
	  { echo "Node.js 的版本是 $$(node --version)，要 20.19 以上的 20 版，或 22.12 以上。请先更新，然后再运行一次。"; exit 1; }

setup-build: rust
	@command -v cc >/dev/null || { $(call debian,编译程序,build-essential); }

setup-window: setup-build node $(NPM_READY)
	@$(call debian,编译窗口,pkg-config libwebkit2gtk-4.1-dev librsvg2-dev)
	@fc-list :lang=zh 2>/dev/null | grep -q . || { $(call debian,在窗口中显示中文,fonts-noto-cjk); }

setup-windows: setup-build
	@$(call debian,编译 Windows 程序和制作安装程序,gcc-mingw-w64-x86-64 nsis python3)
	@rustc --print target-libdir --target x86_64-pc-windows-gnu | xargs test -d || { \
	  echo '编译 Windows 程序需要 Rust 的 x86_64-pc-windows-gnu 标准库，现在用 rustup 添加。'; \
	  rustup --quiet target add x86_64-pc-windows-gnu; }

setup-windows7: setup-windows
	@[ -f "$$(rustc --print sysroot)/lib/rustlib/src/rust/library/Cargo.lock" ] || { \
	  echo '编译 Windows 7 的程序要从源码编译 Rust 的标准库，现在用 rustup 添加它的源码（rust-src）。'; \
	  rustup --quiet component add rust-src; }

setup-static: setup-build
	@$(call debian,装上交叉编译用的 zig,python3 python3-venv)
	@cmp -s src-tauri/bundle/static/requirements.txt $(ZIG)/installed.txt || { \
	  echo '编译不依赖系统的 Linux 程序需要 PyPI 的 ziglang 和 cargo-zigbuild，现在装进 $(ZIG)，不动系统里的 Python。'; \
	  rm -rf $(ZIG) && python3 -m venv $(ZIG) && \
	  $(ZIG)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --only-binary :all: \
	    --require-hashes -r src-tauri/bundle/static/requirements.txt && \
	  cp src-tauri/bundle/static/requirements.txt $(ZIG)/installed.txt; }
	@for arch in $(STATIC); do \
	  rustc --print target-libdir --target $$arch-unknown-linux-musl | xargs test -d || { \
	    echo "编译不依赖系统的程序需要 Rust 的 $$arch-unknown-linux-musl 标准库，现在用 rustup 添加。"; \
	    rustup --quiet target add $$arch-unknown-linux-musl; }; \
	done

setup-arm: setup-build
	@$(call debian,交叉编译 ARM64 的窗口,gcc-aarch64-linux-gnu pkg-config)
	@rustc --print target-libdir --target aarch64-unknown-linux-gnu | xargs test -d || { \
	  echo '编译 ARM64 的窗口需要 Rust 的 aarch64-unknown-linux-gnu 标准库，现在用 rustup 添加。'; \
	  rustup --quiet target add aarch64-unknown-linux-gnu; }
	@[ -f $(ARM)/ready ] || { \
	  echo 'ARM64 的窗口要和 Debian 的 ARM64 版 WebKitGTK 连接，现在下载它和它要用的库（约 280 MB），解到 $(ARM)，不安装。'; \
	  src-tauri/bundle/aarch64/libraries.sh $(CURDIR)/$(ARM); }

setup-test: setup-window setup-media
	@$(call debian,测试窗口,xvfb webkit2gtk-driver fonts-noto-cjk)
	@$(call debian,测试浏览器里的界面,chromium)
	@$(call debian,读回并核对导出的 PDF,poppler-utils qpdf)
	@$(call debian,在测试中关闭窗口、占住草稿库、制作空白的 Word 表,python3)
	@$(call debian,用别的程序读汇总表的 Excel 文件，看每一格是不是文字,python3-openpyxl)
	@$(call debian,用别的程序解开交接包和报送的 zip，看名称和内容对不对,unzip libarchive-tools)
	@$(call debian,在测试中记下程序对磁盘做的每一步、在任一步杀掉它,strace)

setup-wine32:
	@$(call debian,试 Windows 的安装程序,debootstrap)
	@[ -f $(WINE)/ready ] || { \
	  echo 'Windows 的安装程序是 32 位的程序，要用 wine32；现在在 $(WINE) 里造一个带它的小 Debian（约 2 GB），不动本机的软件包。'; \
	  tests/targets/wine32.sh $(CURDIR)/$(WINE); }

setup-media:
	@$(call debian,制作照片和视频的样本，并与读到的核对,python3 ffmpeg imagemagick libheif-examples libavif-bin libjxl-tools libjpeg-turbo-progs libimage-exiftool-perl webp)

$(NPM_READY): ui/package-lock.json | node
	@echo '安装界面所需的 npm 包（ui/node_modules）……'
	@cd ui && npm ci --no-fund --no-audit --loglevel=error
	@touch $@

$(UI_READY): $(UI_SOURCES) $(NPM_READY)
	@echo '生成界面……'
	@cd ui && npm run --silent build -- --logLevel warn

$(DENY): | rust
	@echo '编译许可证检查工具 cargo-deny $(DENY_VERSION)，只需一次，约几分钟……'
	@cargo install --quiet --debug cargo-deny --version $(DENY_VERSION) --locked --no-default-features \
	  --root target/tools/cargo-deny-$(DENY_VERSION) --target-dir target/tools/build
	@rm -rf target/tools/build

$(FUZZ): | rust
	@echo '编译 cargo-fuzz $(FUZZ_VERSION)，只需一次，约两分钟……'
	@cargo install --quiet cargo-fuzz --version $(FUZZ_VERSION) --locked \
	  --root target/tools/cargo-fuzz-$(FUZZ_VERSION) --target-dir target/tools/build
	@rm -rf target/tools/build

# ── What one does ────────────────────────────────────────────────────────────────────────────────

ifneq ($(strip $(DISPLAY)$(WAYLAND_DISPLAY)),)
run: setup-window $(UI_READY)
	@echo '编译窗口和终端程序；第一次要几分钟……'
	@cargo build --quiet -p shenbaoxia
	@cargo build --quiet -p cli --bin shenbao
	@echo '打开窗口。关闭窗口即结束。'
	@target/debug/shenbaoxia
else
run: setup-build $(UI_READY)
	@echo '没有找到显示器，不打开窗口，改为导出江苏 2020 的示例案例。'
	@echo '编译终端程序；第一次要几分钟……'
	@cargo build --quiet -p cli --bin shenbao
	@rm -rf $(SAMPLE) && mkdir -p $(SAMPLE)
	@target/debug/shenbao new js-2020 --sample -o $(SAMPLE)/示例.json
	@target/debug/shenbao export $(SAMPLE)/示例.json --out $(SAMPLE)
	@echo '全部文件：'
	@find "$$PWD/$(SAMPLE)" -type f | sort | sed 's/^/  /'
	@echo '在浏览器里填报：target/debug/shenbao serve'
endif

# All of it in one selection of packages: another one sets other features, and every dependency is compiled anew.
test: setup-test $(UI_READY)
	@echo '── 编译程序和测试'
	@cargo build --quiet --workspace --all-targets
	@tests/run.sh
	@echo '全部测试通过。截图在 target/serve 和 target/window。'

check: setup-window setup-windows $(UI_READY) $(DENY)
	@echo '── Rust 的格式和静态检查'
	@cargo fmt --all --check
	@cargo clippy --quiet --workspace --all-targets -- -D warnings
	@echo '── 程序在 Windows 上也能编译'
	@cargo check --quiet --locked --workspace --target x86_64-pc-windows-gnu
	@echo '── 界面的类型和格式'
	@cd ui && npm run --silent check
	@echo '── 许可证和来源'
	@cargo fetch --quiet --locked
	@$(DENY) --offline check bans licenses sources
	@echo '── 字体和生成文件'
	@cd assets/fonts && sha256sum --check --quiet SHA256SUMS
	@echo '检查通过。'

bless: setup-build
	@BLESS=1 cargo test --quiet --no-fail-fast

bundle: setup-window $(UI_READY) $(if $(filter windows-%,$(TARGETS)),setup-windows) $(if $(filter windows7-%,$(TARGETS)),setup-windows7) $(if $(strip $(STATIC)),setup-static) $(if $(filter linux-aarch64-window,$(TARGETS)),setup-arm)
	@src-tauri/bundle/make.sh $(TARGETS)

# Five kinds of work, each killed so often: 3,000 kills.
soak: setup-test
	@SHENBAO_KILLS=600 nice cargo test --quiet --test kills

soak-targets: setup-test setup-wine32
	@$(call debian,试其他系统的程序,wine wine64 qemu-user-static gcc-mingw-w64-x86-64 unzip)
	@cargo build --quiet -p cli --bin shenbao
	@tests/targets/run.sh

bench: setup-test $(UI_READY)
	@tests/bench/run.sh

fuzz: setup-build setup-media $(FUZZ)
	@tests/fuzz/run.sh

fonts:
	@assets/fonts/make.sh
