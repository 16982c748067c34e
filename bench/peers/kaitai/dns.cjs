// @generated from dns.ksy by kaitai-struct-compiler (compile.ts); do not edit.
// This is a generated file! Please edit source .ksy file and use kaitai-struct-compiler to rebuild

(function (root, factory) {
  if (typeof define === "function" && define.amd) {
    define(["exports", "kaitai-struct/KaitaiStream"], factory);
  } else if (typeof exports === "object" && exports !== null && typeof exports.nodeType !== "number") {
    factory(exports, require("kaitai-struct/KaitaiStream"));
  } else {
    factory(root.Dns || (root.Dns = {}), root.KaitaiStream);
  }
})(typeof self !== "undefined" ? self : this, function (Dns_, KaitaiStream) {
  var Dns = (function () {
    function Dns(_io, _parent, _root) {
      this._io = _io;
      this._parent = _parent;
      this._root = _root || this;

      this._read();
    }
    Dns.prototype._read = function () {
      this.id = this._io.readU2be();
      this.qr = this._io.readBitsIntBe(1) != 0;
      this.opcode = this._io.readBitsIntBe(4);
      this.aa = this._io.readBitsIntBe(1) != 0;
      this.tc = this._io.readBitsIntBe(1) != 0;
      this.rd = this._io.readBitsIntBe(1) != 0;
      this.ra = this._io.readBitsIntBe(1) != 0;
      this.z = this._io.readBitsIntBe(1) != 0;
      this.ad = this._io.readBitsIntBe(1) != 0;
      this.cd = this._io.readBitsIntBe(1) != 0;
      this.rcode = this._io.readBitsIntBe(4);
      this._io.alignToByte();
      this.qdcount = this._io.readU2be();
      this.ancount = this._io.readU2be();
      this.nscount = this._io.readU2be();
      this.arcount = this._io.readU2be();
      this.questions = [];
      for (var i = 0; i < this.qdcount; i++) {
        this.questions.push(new Question(this._io, this, this._root));
      }
      this.answers = [];
      for (var i = 0; i < this.ancount; i++) {
        this.answers.push(new Resource(this._io, this, this._root));
      }
      this.authorities = [];
      for (var i = 0; i < this.nscount; i++) {
        this.authorities.push(new Resource(this._io, this, this._root));
      }
      this.additionals = [];
      for (var i = 0; i < this.arcount; i++) {
        this.additionals.push(new Resource(this._io, this, this._root));
      }
    };

    var A = (Dns.A = (function () {
      function A(_io, _parent, _root) {
        this._io = _io;
        this._parent = _parent;
        this._root = _root;

        this._read();
      }
      A.prototype._read = function () {
        this.address = this._io.readU4be();
      };

      return A;
    })());

    var Cname = (Dns.Cname = (function () {
      function Cname(_io, _parent, _root) {
        this._io = _io;
        this._parent = _parent;
        this._root = _root;

        this._read();
      }
      Cname.prototype._read = function () {
        this.name = new DomainName(this._io, this, this._root);
      };

      return Cname;
    })());

    var DomainName = (Dns.DomainName = (function () {
      function DomainName(_io, _parent, _root) {
        this._io = _io;
        this._parent = _parent;
        this._root = _root;

        this._read();
      }
      DomainName.prototype._read = function () {
        this.labels = [];
        var i = 0;
        do {
          var _ = new Label(this._io, this, this._root);
          this.labels.push(_);
          i++;
        } while (!(_.length == 0 || _.length >= 192));
      };

      return DomainName;
    })());

    var Label = (Dns.Label = (function () {
      function Label(_io, _parent, _root) {
        this._io = _io;
        this._parent = _parent;
        this._root = _root;

        this._read();
      }
      Label.prototype._read = function () {
        this.length = this._io.readU1();
        if (this.length >= 192) {
          this.low = this._io.readU1();
        }
        if (this.length < 192) {
          this.text = KaitaiStream.bytesToStr(this._io.readBytes(this.length), "ASCII");
        }
      };
      Object.defineProperty(Label.prototype, "target", {
        get: function () {
          if (this._m_target !== undefined) return this._m_target;
          if (this.length >= 192) {
            var io = this._root._io;
            var _pos = io.pos;
            io.seek((this.length - 192) * 256 + this.low);
            this._m_target = new DomainName(io, this, this._root);
            io.seek(_pos);
          }
          return this._m_target;
        },
      });

      return Label;
    })());

    var Mx = (Dns.Mx = (function () {
      function Mx(_io, _parent, _root) {
        this._io = _io;
        this._parent = _parent;
        this._root = _root;

        this._read();
      }
      Mx.prototype._read = function () {
        this.preference = this._io.readU2be();
        this.exchange = new DomainName(this._io, this, this._root);
      };

      return Mx;
    })());

    var Question = (Dns.Question = (function () {
      function Question(_io, _parent, _root) {
        this._io = _io;
        this._parent = _parent;
        this._root = _root;

        this._read();
      }
      Question.prototype._read = function () {
        this.name = new DomainName(this._io, this, this._root);
        this.type = this._io.readU2be();
        this.class = this._io.readU2be();
      };

      return Question;
    })());

    var Resource = (Dns.Resource = (function () {
      function Resource(_io, _parent, _root) {
        this._io = _io;
        this._parent = _parent;
        this._root = _root;

        this._read();
      }
      Resource.prototype._read = function () {
        this.name = new DomainName(this._io, this, this._root);
        this.type = this._io.readU2be();
        this.class = this._io.readU2be();
        this.ttl = this._io.readU4be();
        this.rdlength = this._io.readU2be();
        switch (this.type) {
          case 1:
            this._raw_rdata = this._io.readBytes(this.rdlength);
            var _io__raw_rdata = new KaitaiStream(this._raw_rdata);
            this.rdata = new A(_io__raw_rdata, this, this._root);
            break;
          case 15:
            this._raw_rdata = this._io.readBytes(this.rdlength);
            var _io__raw_rdata = new KaitaiStream(this._raw_rdata);
            this.rdata = new Mx(_io__raw_rdata, this, this._root);
            break;
          case 5:
            this._raw_rdata = this._io.readBytes(this.rdlength);
            var _io__raw_rdata = new KaitaiStream(this._raw_rdata);
            this.rdata = new Cname(_io__raw_rdata, this, this._root);
            break;
          default:
            this.rdata = this._io.readBytes(this.rdlength);
            break;
        }
      };

      return Resource;
    })());

    return Dns;
  })();
  Dns_.Dns = Dns;
});
